package io.tributary.tap.stripe.account;

import io.tributary.tap.stripe.api.StripeApi;
import io.tributary.tap.stripe.change.EventJournal;

/**
 * An account that is read.
 *
 * @param name what a state calls it: its id, or {@code own} for the key's own
 * @param id what its records say they are of; empty for the key's own if no other is read
 * @param api the API, asked on its behalf
 * @param journal what has happened in it
 */
public record Account(String name, String id, StripeApi api, EventJournal journal) {
  static final String OWN = "own";
}
