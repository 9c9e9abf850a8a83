package io.evergrant.adapter.vault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.grant.Fence;
import io.evergrant.domain.grant.GrantId;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.provider.Scope;
import io.evergrant.domain.secret.AccessToken;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AccessMemory.Place;
import io.evergrant.usecase.port.AccessMemory.Remembered;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedMemoryTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  private final AtomicLong nanos = new AtomicLong();
  private final SealedMemory memory = new SealedMemory(100, nanos::get);
  private final Place place = place("salt", 3, 7);

  @Test
  void what_was_kept_is_found_as_it_was() {
    var whole =
        new Remembered(
            new AccessToken("\"a\u0000é\\"), "DPoP", Scope.parse("a b"), NOW, NOW.plusNanos(1));
    var bare = new Remembered(new AccessToken("a"), null, Scope.EMPTY, NOW, null);
    memory.keep(place, whole);
    assertThat(memory.find(place)).contains(whole);
    memory.keep(place, bare);
    assertThat(memory.find(place)).contains(bare);
  }

  @Test
  void it_is_found_at_its_very_place_alone() {
    memory.keep(place, token("a"));
    var at = place.location();
    assertThat(memory.find(new Place(at, 4, place.fence()))).isEmpty();
    assertThat(memory.find(new Place(at, 3, new Fence(8)))).isEmpty();
    assertThat(memory.find(place("other", 3, 7))).isEmpty();
    assertThat(memory.find(place)).isPresent();
  }

  @Test
  void it_is_bounded() {
    for (var i = 0; i < 10_000; i++) {
      memory.keep(place("salt" + i, 1, 1), token("a"));
    }
    var left = 0;
    for (var i = 0; i < 10_000; i++) {
      left += memory.find(place("salt" + i, 1, 1)).isPresent() ? 1 : 0;
    }
    // its bound is kept by a thread of its own, a little later
    assertThat(left).isLessThan(1_000);
  }

  @Test
  void what_nobody_asks_for_is_forgotten() {
    memory.keep(place, token("a"));
    nanos.addAndGet(Duration.ofMinutes(9).toNanos());
    assertThat(memory.find(place)).isPresent();
    nanos.addAndGet(Duration.ofMinutes(11).toNanos());
    assertThat(memory.find(place)).isEmpty();
  }

  /** P11: what is kept for long is kept sealed. */
  @Test
  void P11_a_token_lies_in_no_memory_dump_as_it_is(@TempDir Path folder) throws Exception {
    var half = "canary" + UUID.randomUUID().toString().replace("-", "");
    memory.keep(place, token(half + half));
    // what only passed by is collected before the dump is made
    var beans =
        ManagementFactory.newPlatformMXBeanProxy(
            ManagementFactory.getPlatformMBeanServer(),
            "com.sun.management:type=HotSpotDiagnostic",
            com.sun.management.HotSpotDiagnosticMXBean.class);
    var dump = folder.resolve("live.hprof");
    beans.dumpHeap(dump.toString(), true);
    var heap = Files.readString(dump, ISO_8859_1);
    assertThat(heap.contains(half)).as("what was looked for could be found").isTrue();
    assertThat(heap.contains(half + half)).isFalse();
    assertThat(memory.find(place)).isPresent();
  }

  private static Remembered token(String value) {
    return new Remembered(new AccessToken(value), "Bearer", Scope.EMPTY, NOW, NOW.plusSeconds(600));
  }

  private static Place place(String salt, int version, long fence) {
    var location = new TokenLocation(TENANT, GRANT, salt);
    return new Place(location, version, new Fence(fence));
  }

  private static final TenantId TENANT = new TenantId(UUID.randomUUID());
  private static final GrantId GRANT = new GrantId(UUID.randomUUID());
}
