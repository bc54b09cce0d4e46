package io.tributary.target.duckdb;

import java.sql.Connection;
import java.sql.DriverManager;

/** Another process that has a database file open, until it is killed. */
final class Holder {
  private Holder() {}

  public static void main(String[] args) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + args[0])) {
      if (!connection.isClosed()) {
        System.out.write('h');
        System.out.flush();
        System.in.read();
      }
    }
  }
}
