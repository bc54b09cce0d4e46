package io.tributary.tournament;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** The database that payments and advertisements were loaded into. */
interface Advertising extends AutoCloseable {
  /** The question as a person would paste it into the database's shell. */
  String question();

  /** Makes the tables of sign-ups, tournaments, rates and the other service what the files say. */
  void loadTables(Path folder) throws SQLException, IOException;

  Answer ask() throws SQLException, IOException;

  @Override
  void close() throws SQLException;
}
