package io.tributary.sandbox.ads;

import io.tributary.sandbox.realm.Currency;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** An account of Google Ads; the ordinal is its place among all, the parent 0 if it has none. */
public record Account(
    int ordinal, long id, String name, Kind kind, long parent, Territory territory) {

  /** What an account is. */
  public enum Kind {
    MANAGER,
    CLIENT,
    CANCELED,
    /** A test account that its manager has hidden. */
    HIDDEN
  }

  /** What an account pays in, when its days begin, and the countries that it advertises in. */
  public record Territory(Currency currency, ZoneId zone, List<Country> countries) {
    public Territory {
      countries = List.copyOf(countries);
    }
  }

  public boolean isManager() {
    return kind == Kind.MANAGER;
  }

  public String status() {
    return kind == Kind.CANCELED ? "CANCELED" : "ENABLED";
  }

  /** The day it is in the account's time zone, counted from 1970. */
  public long day(long time) {
    return Instant.ofEpochMilli(time).atZone(territory.zone()).toLocalDate().toEpochDay();
  }

  public int hour(long time) {
    return Instant.ofEpochMilli(time).atZone(territory.zone()).getHour();
  }

  /** The beginning of the names of all that belongs to it. */
  public String path(String rest) {
    return "customers/" + id + "/" + rest;
  }

  public String resourceName() {
    return "customers/" + id;
  }
}
