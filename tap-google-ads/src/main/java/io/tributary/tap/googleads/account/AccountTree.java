package io.tributary.tap.googleads.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.tap.googleads.api.AdsApi;
import io.tributary.tap.googleads.api.Caller;
import io.tributary.tap.googleads.api.Reading;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An account with all that it manages, however deep. */
final class AccountTree {
  private static final Logger LOG = LoggerFactory.getLogger(AccountTree.class);
  private static final String QUERY =
      "SELECT customer_client.id, customer_client.level, customer_client.manager,"
          + " customer_client.status, customer_client.hidden, customer_client.descriptive_name,"
          + " customer_client.currency_code, customer_client.time_zone FROM customer_client";

  private AccountTree() {}

  /**
   * One account of a tree.
   *
   * @param level how many managers are above it in this tree
   */
  record Member(
      long id,
      long level,
      boolean isManager,
      String status,
      boolean isHidden,
      String name,
      String currency,
      ZoneId zone,
      OptionalLong login) {

    Account account(boolean isNamed) {
      return new Account(new Caller(id, login), name, isManager, currency, zone, isNamed);
    }
  }

  /**
   * The tree below an account, itself among it.
   *
   * @param login the manager through which there is access to it; empty if there is to itself
   */
  static List<Member> below(AdsApi api, long root, OptionalLong login)
      throws IOException, InterruptedException {
    List<Member> members = new ArrayList<>();
    Caller caller = new Caller(root, OptionalLong.of(login.orElse(root)));
    api.rowsAgain(
        caller,
        QUERY,
        () -> {
          members.clear();
          return Reading.of(
              row -> members.add(member(row.tree().path("customerClient"), root, login)));
        });
    return members;
  }

  private static Member member(JsonNode client, long root, OptionalLong login) {
    long id = client.path("id").asLong();
    boolean isManager = client.path("manager").asBoolean();
    boolean isOwn = login.isEmpty() && id == root && !isManager;
    return new Member(
        id,
        client.path("level").asLong(),
        isManager,
        client.path("status").asText("UNKNOWN"),
        client.path("hidden").asBoolean(),
        client.path("descriptiveName").asText(),
        client.path("currencyCode").asText(),
        zone(client.path("timeZone").asText(), id),
        isOwn ? OptionalLong.empty() : OptionalLong.of(login.orElse(root)));
  }

  private static ZoneId zone(String name, long id) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      LOG.warn("account {} has the time zone \"{}\", which is not known: UTC counts", id, name);
      return ZoneOffset.UTC;
    }
  }
}
