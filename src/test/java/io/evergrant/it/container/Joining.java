package io.evergrant.it.container;

import io.evergrant.adapter.postgresql.Watched;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** In which of the database's transactions the calls of one of the container's are. */
@Singleton
public class Joining {
  @Inject private Watched stores;
  @Inject private Within within;

  /** Five calls, two of them by another bean. */
  @Transactional
  public List<String> each() {
    var seen = new ArrayList<String>();
    seen.add(stores.transaction());
    seen.add(stores.transaction());
    seen.addAll(within.each());
    seen.add(stores.transaction());
    return seen;
  }

  /** Joins the transaction of whoever calls. */
  @Singleton
  public static class Within {
    @Inject private Watched stores;

    @Transactional
    public List<String> each() {
      return Stream.of(1, 2).map(i -> stores.transaction()).toList();
    }
  }
}
