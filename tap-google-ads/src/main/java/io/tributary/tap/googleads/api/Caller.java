package io.tributary.tap.googleads.api;

import java.util.OptionalLong;

/**
 * Which account is asked, and through which.
 *
 * @param customer the account
 * @param login the manager through which there is access to it; empty if there is access to itself
 */
public record Caller(long customer, OptionalLong login) {
  @Override
  public String toString() {
    return "customer " + customer;
  }
}
