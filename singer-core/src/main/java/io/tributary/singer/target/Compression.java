package io.tributary.singer.target;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * How rows are compressed: a block at a time, whose pieces simply follow each other in a file.
 *
 * <p>Used by the spool's thread, but for the two streams.
 */
interface Compression extends AutoCloseable {
  /** What the names of files end in. */
  String suffix();

  /** The bytes of rows, before compression, after which another file is begun. */
  long fileSize();

  /** The most bytes that {@code length} of them become, with all that stands around them. */
  int bound(int length);

  /** Begins the files of one batch. */
  Pieces begin();

  /** Reads a file that is complete. */
  InputStream reading(InputStream file) throws IOException;

  /** Writes a file at once; closing it completes it. */
  OutputStream writing(OutputStream file) throws IOException;

  @Override
  void close();

  /** Packs the blocks of one batch. */
  interface Pieces {
    /**
     * Packs the next block.
     *
     * @param to has room for what it becomes
     * @return how many bytes that is
     */
    int pack(byte[] block, int length, byte[] to) throws IOException;

    /** Packs the end of the last file; returns how many bytes that is. */
    int end(byte[] to);
  }
}
