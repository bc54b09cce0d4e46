package io.tributary.singer.gzip;

import java.util.zip.CRC32;

/**
 * Makes one gzip member of blocks that are compressed each by itself, so that a file is read to its
 * end also by what stops after its first member. Used by one thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952</a>
 */
public final class GzipMember {
  /** The identification, deflate, and nothing said of name, time or system. */
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

  /** A last block with nothing in it: the codes that are fixed, and the one that ends a block. */
  private static final byte[] LAST_BLOCK = {3, 0};

  private final BlockDeflater deflater;
  private final CRC32 crc = new CRC32();
  private boolean isBegun;
  private long length;

  /**
   * @param deflater may be other members' as well, by turns
   */
  public GzipMember(BlockDeflater deflater) {
    this.deflater = deflater;
  }

  /** The most bytes that so many become, with what begins and ends the member. */
  public static int bound(int length) {
    return BlockDeflater.bound(length) + HEADER.length + LAST_BLOCK.length + 2 * Integer.BYTES;
  }

  /**
   * Compresses the next block.
   *
   * @param to has room for {@link #bound} bytes
   * @return how many bytes of it were written
   */
  public int pack(byte[] block, int count, byte[] to) {
    int at = begin(to);
    length += count;
    crc.update(block, 0, count);
    deflater.deflate(block, count);
    System.arraycopy(deflater.bytes(), 0, to, at, deflater.size());
    return at + deflater.size();
  }

  /** Completes the member; returns how many bytes were written for it. */
  public int end(byte[] to) {
    int at = begin(to);
    System.arraycopy(LAST_BLOCK, 0, to, at, LAST_BLOCK.length);
    at += LAST_BLOCK.length;
    number((int) crc.getValue(), to, at);
    number((int) length, to, at + Integer.BYTES);
    return at + 2 * Integer.BYTES;
  }

  private int begin(byte[] to) {
    if (isBegun) {
      return 0;
    }
    isBegun = true;
    System.arraycopy(HEADER, 0, to, 0, HEADER.length);
    return HEADER.length;
  }

  private static void number(int value, byte[] to, int at) {
    for (int i = 0; i < Integer.BYTES; i++) {
      to[at + i] = (byte) (value >>> (i * Byte.SIZE));
    }
  }
}
