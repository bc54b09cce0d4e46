package io.tributary.tap.googleads.fake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An account of the stand-in. Its rows are flat: the names of fields with their values. */
public final class FakeAccount {
  private final long id;
  private final List<Long> managed = new ArrayList<>();
  private final Map<String, List<Map<String, Object>>> rows = new HashMap<>();
  private String status = "ENABLED";
  private String zone = "America/New_York";
  private String currency = "USD";
  private boolean hidden;
  private boolean manager;
  private String refusal = "";

  FakeAccount(long id) {
    this.id = id;
  }

  public long id() {
    return id;
  }

  public FakeAccount managing(long... ids) {
    manager = true;
    for (long one : ids) {
      managed.add(one);
    }
    return this;
  }

  public FakeAccount with(String itsCurrency, String itsZone) {
    currency = itsCurrency;
    zone = itsZone;
    return this;
  }

  public FakeAccount as(String itsStatus) {
    status = itsStatus;
    return this;
  }

  public FakeAccount hiding() {
    hidden = true;
    return this;
  }

  /** Refuses every query with a code of {@code authorizationError}. */
  public FakeAccount refusing(String code) {
    refusal = code;
    return this;
  }

  /** Adds a row to a resource: names and values in turn. */
  public FakeAccount add(String from, Object... fields) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("customer.id", id);
    for (int i = 0; i < fields.length; i += 2) {
      row.put((String) fields[i], fields[i + 1]);
    }
    rows(from).add(row);
    return this;
  }

  /** The rows of a resource, to be changed. */
  public List<Map<String, Object>> rows(String from) {
    return rows.computeIfAbsent(from, name -> new ArrayList<>());
  }

  void check(FakeAds.Asked asked) {
    if (!refusal.isEmpty()) {
      throw FakeAds.refused(403, "authorizationError", refusal, "not for you");
    }
    if (manager && asked.query().contains("metrics.")) {
      throw FakeAds.refused(400, "queryError", "REQUESTED_METRICS_FOR_MANAGER", "of a manager");
    }
  }

  /** All accounts below this one, itself among them, as rows of customer_client. */
  List<Map<String, Object>> tree(Map<Long, FakeAccount> all) {
    List<Map<String, Object>> members = new ArrayList<>();
    add(all, 0, members, new HashSet<>());
    return members;
  }

  private void add(
      Map<Long, FakeAccount> all, long level, List<Map<String, Object>> to, Set<Long> seen) {
    if (!seen.add(id)) {
      return;
    }
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("customer_client.resource_name", "customers/" + id + "/customerClients/" + id);
    row.put("customer_client.id", id);
    row.put("customer_client.level", level);
    row.put("customer_client.manager", manager);
    row.put("customer_client.status", status);
    row.put("customer_client.hidden", hidden);
    row.put("customer_client.descriptive_name", "Account " + id);
    row.put("customer_client.currency_code", currency);
    row.put("customer_client.time_zone", zone);
    to.add(row);
    for (long child : managed) {
      FakeAccount account = all.get(child);
      if (account != null) {
        account.add(all, level + 1, to, seen);
      }
    }
  }
}
