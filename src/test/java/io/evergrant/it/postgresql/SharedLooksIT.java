package io.evergrant.it.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.adapter.postgresql.ApiKeyLookupStore;
import io.evergrant.adapter.postgresql.ApiKeyStore;
import io.evergrant.adapter.postgresql.GrantStore;
import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.usecase.port.ApiKeyLookup;
import io.evergrant.usecase.port.ApiKeys.Fresh;
import io.evergrant.usecase.port.ApiKeys.Hashed;
import io.evergrant.usecase.port.Grants;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Callers of one moment share a statement: each is answered with what is his. */
class SharedLooksIT {
  private static final int EACH = 12;
  private static final int ROUNDS = 20;

  private final Household ours = new Household();
  private final Household theirs = new Household();

  @Test
  void P14_each_caller_sees_his_grant_and_of_another_tenant_nothing() throws Exception {
    var grants = new GrantStore(Server.db());
    var mine = grants(ours);
    var foreign = grants(theirs);
    var calls = new ArrayList<Callable<Boolean>>();
    for (var i = 0; i < EACH; i++) {
      var own = mine.get(i);
      var other = foreign.get(i);
      calls.add(() -> isOf(own, grants.standing(ours.tenant, own)));
      calls.add(() -> isOf(other, grants.standing(theirs.tenant, other)));
      calls.add(() -> grants.standing(ours.tenant, other).isEmpty());
      calls.add(() -> grants.standing(ours.tenant, new GrantId(UUID.randomUUID())).isEmpty());
    }
    assertThat(allAtOnce(calls)).doesNotContain(false);
  }

  @Test
  void P14_each_secret_is_known_as_its_own_key() throws Exception {
    var lookup = new ApiKeyLookupStore(Server.db());
    var calls = new ArrayList<Callable<Boolean>>();
    for (var house : List.of(ours, theirs)) {
      for (var i = 0; i < EACH; i++) {
        var id = new ApiKeyId(UUID.randomUUID());
        key(house, id);
        calls.add(() -> isOf(house, id, lookup.find("hash-" + id)));
        calls.add(() -> lookup.find("hash-" + UUID.randomUUID()).isEmpty());
      }
    }
    assertThat(allAtOnce(calls)).doesNotContain(false);
  }

  private static boolean isOf(GrantId id, Optional<Grants.Standing> found) {
    return found.map(standing -> standing.location().grant()).equals(Optional.of(id));
  }

  private static boolean isOf(Household house, ApiKeyId id, Optional<ApiKeyLookup.Found> found) {
    return found.map(ApiKeyLookup.Found::key).stream()
        .anyMatch(key -> key.id().equals(id) && key.tenant().equals(house.tenant));
  }

  private static List<GrantId> grants(Household house) {
    var provider = house.provider("Provider");
    return IntStream.range(0, EACH).mapToObj(i -> house.grant(provider, "subject-" + i)).toList();
  }

  private static void key(Household house, ApiKeyId id) {
    var key =
        new Fresh(id, house.tenant, "key-" + id, Set.of(ApiScope.READ), null, List.of(), null);
    assertThat(new ApiKeyStore(Server.db()).insert(key, new Hashed("hash-" + id, "abcd"))).isTrue();
  }

  private static Set<Boolean> allAtOnce(List<Callable<Boolean>> calls)
      throws InterruptedException, ExecutionException {
    var found = new ArrayList<Boolean>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var round = 0; round < ROUNDS; round++) {
        for (Future<Boolean> call : threads.invokeAll(calls)) {
          found.add(call.get());
        }
      }
    }
    return found.stream().collect(Collectors.toSet());
  }
}
