package io.tributary.target.bigquery.standin.fault;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everything that was asked of the stand-in, and what is to go wrong with it. Thread-safe. */
public final class Traffic {
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<Fault> faults = new CopyOnWriteArrayList<>();

  public void let(Fault fault) {
    faults.add(fault);
  }

  public void arrived(String call) {
    calls.add(call);
  }

  public List<String> calls() {
    return List.copyOf(calls);
  }

  /** The fault of one of these kinds that happens to a call now. */
  public Optional<Fault> strike(String call, Set<Fault.Kind> kinds) {
    return faults.stream()
        .filter(fault -> kinds.contains(fault.kind()) && fault.strikes(call))
        .findFirst();
  }
}
