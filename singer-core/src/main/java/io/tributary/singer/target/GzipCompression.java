package io.tributary.singer.target;

import io.tributary.singer.gzip.BlockDeflater;
import io.tributary.singer.gzip.GzipMember;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** One file a batch, of one gzip member. */
final class GzipCompression implements Compression {
  private final BlockDeflater deflater = new BlockDeflater();

  @Override
  public String suffix() {
    return ".gz";
  }

  @Override
  public long fileSize() {
    return Long.MAX_VALUE;
  }

  @Override
  public int bound(int length) {
    return GzipMember.bound(length);
  }

  @Override
  public Pieces begin() {
    GzipMember member = new GzipMember(deflater);
    return new Pieces() {
      @Override
      public int pack(byte[] block, int length, byte[] to) {
        return member.pack(block, length, to);
      }

      @Override
      public int end(byte[] to) {
        return member.end(to);
      }
    };
  }

  @Override
  public InputStream reading(InputStream file) throws IOException {
    return new GZIPInputStream(file);
  }

  @Override
  public OutputStream writing(OutputStream file) throws IOException {
    return new GZIPOutputStream(file);
  }

  @Override
  public void close() {}
}
