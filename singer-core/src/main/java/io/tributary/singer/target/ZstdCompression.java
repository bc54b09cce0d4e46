package io.tributary.singer.target;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import io.tributary.singer.error.SingerException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A zstd frame for each block, in files that several threads may read side by side. */
final class ZstdCompression implements Compression {
  private static final long FILE = 32L << 20;
  private static final int LEVEL = 1;

  private final ZstdCompressCtx zstd;
  private final Pieces pieces = new Frames();

  /**
   * @throws SingerException.Destination if zstd's library cannot be unpacked
   */
  ZstdCompression() {
    try {
      zstd = new ZstdCompressCtx().setLevel(LEVEL);
    } catch (LinkageError e) {
      throw SingerException.Destination.unloadable("zstd", 1, e);
    }
  }

  @Override
  public String suffix() {
    return ".zst";
  }

  @Override
  public long fileSize() {
    return FILE;
  }

  @Override
  public int bound(int length) {
    return (int) Zstd.compressBound(length);
  }

  @Override
  public Pieces begin() {
    return pieces;
  }

  @Override
  public InputStream reading(InputStream file) throws IOException {
    return new ZstdInputStream(file);
  }

  @Override
  public OutputStream writing(OutputStream file) throws IOException {
    return new ZstdOutputStream(file);
  }

  @Override
  public void close() {
    zstd.close();
  }

  private final class Frames implements Pieces {
    @Override
    public int pack(byte[] block, int length, byte[] to) throws IOException {
      try {
        return zstd.compressByteArray(to, 0, to.length, block, 0, length);
      } catch (ZstdException e) {
        throw new IOException(e.getMessage(), e);
      }
    }

    @Override
    public int end(byte[] to) {
      return 0;
    }
  }
}
