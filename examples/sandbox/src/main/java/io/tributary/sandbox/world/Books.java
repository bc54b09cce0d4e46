package io.tributary.sandbox.world;

import io.tributary.sandbox.entity.Account;
import io.tributary.sandbox.entity.Entity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everything that one account holds at a moment, by kind. Safe to read from several threads. */
public final class Books {
  private final Account account;
  private final long opening;
  private final Map<Class<? extends Entity>, Table<? extends Entity>> tables;

  private Books(
      Account account, long opening, Map<Class<? extends Entity>, Table<? extends Entity>> tables) {
    this.account = account;
    this.opening = opening;
    this.tables = Map.copyOf(tables);
  }

  public Account account() {
    return account;
  }

  /** The balance in cents before the first transaction. */
  public long opening() {
    return opening;
  }

  /** All objects of a kind; empty if the account has none. */
  @SuppressWarnings("unchecked")
  public <T extends Entity> Table<T> of(Class<T> type) {
    Table<? extends Entity> table = tables.get(type);
    return table == null ? Table.of(List.of()) : (Table<T>) table;
  }

  /** All objects of all kinds. */
  public Collection<Table<? extends Entity>> all() {
    return tables.values();
  }

  /** Books that are being written: only what exists by a moment is taken in. */
  static final class Draft {
    private final Map<Class<? extends Entity>, List<Entity>> lists = new HashMap<>();
    private final long now;

    Draft(long now) {
      this.now = now;
    }

    void add(Entity entity) {
      if (entity.created() <= now) {
        lists.computeIfAbsent(entity.getClass(), type -> new ArrayList<>()).add(entity);
      }
    }

    void addAll(Collection<? extends Entity> entities) {
      entities.forEach(this::add);
    }

    Books close(Account account, long opening) {
      Map<Class<? extends Entity>, Table<? extends Entity>> tables = new HashMap<>();
      lists.forEach((type, entities) -> tables.put(type, Table.of(entities)));
      return new Books(account, opening, tables);
    }
  }
}
