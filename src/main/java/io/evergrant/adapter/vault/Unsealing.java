package io.evergrant.adapter.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.adapter.together.Together;
import io.evergrant.domain.grant.TokenLocation;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import io.evergrant.usecase.port.TokenVault.Opened;
import io.github.jopenlibs.vault.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Opens token sets that were read: many in batches of a tenant each, and those of callers who want
 * one each at the same moment with one call as well.
 */
final class Unsealing {
  private static final int BATCH = 100;

  private final Transit transit;
  private final Parallel parallel;
  private final Map<TenantId, Together<Transit.Sealed, Optional<byte[]>>> single =
      new ConcurrentHashMap<>();

  Unsealing(Transit transit, Parallel parallel) {
    this.transit = transit;
    this.parallel = parallel;
  }

  /** What a token set is bound to, so that none is opened in another's place. */
  static String context(TokenLocation location) {
    return location.grant().toString();
  }

  /** Opened in the order in which they were read. */
  List<Opened> open(List<TokenLocation> locations, List<ReadEntry> reads) {
    var opened = new ArrayList<Opened>(locations.size());
    var closed = new LinkedHashMap<TenantId, List<Closed>>();
    for (var i = 0; i < reads.size(); i++) {
      switch (reads.get(i)) {
        case ReadEntry.Ended ended -> opened.add(ended.how());
        case ReadEntry.Sealed sealed -> {
          closed
              .computeIfAbsent(locations.get(i).tenant(), t -> new ArrayList<>())
              .add(new Closed(i, locations.get(i), sealed));
          opened.add(new Opened.Missing());
        }
      }
    }
    parallel
        .map(batches(closed), this::unseal)
        .forEach(batch -> batch.forEach((index, result) -> opened.set(index, result)));
    return List.copyOf(opened);
  }

  private static List<List<Closed>> batches(Map<TenantId, List<Closed>> closed) {
    var batches = new ArrayList<List<Closed>>();
    for (var ofTenant : closed.values()) {
      for (var from = 0; from < ofTenant.size(); from += BATCH) {
        batches.add(ofTenant.subList(from, Math.min(from + BATCH, ofTenant.size())));
      }
    }
    return batches;
  }

  private Map<Integer, Opened> unseal(List<Closed> batch) {
    var results = new LinkedHashMap<Integer, Opened>();
    try {
      var tenant = batch.getFirst().location().tenant();
      var plain =
          plain(
              tenant,
              batch.stream()
                  .map(c -> new Transit.Sealed(context(c.location()), c.value().ciphertext()))
                  .toList());
      for (var i = 0; i < batch.size(); i++) {
        results.put(batch.get(i).index(), found(batch.get(i).value(), plain.get(i)));
      }
    } catch (StoreUnavailable e) {
      batch.forEach(c -> results.put(c.index(), new Opened.Unreadable(e)));
    }
    return results;
  }

  /** Callers who want one each, at the same moment, share a call. */
  private List<Optional<byte[]>> plain(TenantId tenant, List<Transit.Sealed> sealed) {
    return sealed.size() > 1
        ? transit.decrypt(tenant, sealed)
        : List.of(
            single
                .computeIfAbsent(
                    tenant, own -> new Together<>(several -> transit.decrypt(own, several)))
                .ask(sealed.getFirst()));
  }

  private static Opened found(ReadEntry.Sealed value, Optional<byte[]> plain) {
    try {
      if (plain.isEmpty()) {
        return lasting("Vault cannot open a token set");
      }
      var tokens = TokenSetJson.read(Json.parse(new String(plain.get(), UTF_8)).asObject());
      return new Opened.Found(
          value.version(),
          Transit.keyVersion(value.ciphertext()),
          EntryJson.read(value.json(), tokens));
    } catch (StoreUnavailable e) {
      return new Opened.Unreadable(e);
    } catch (RuntimeException e) {
      return unreadable(e);
    }
  }

  /** A parser's message may quote what it read: only our own are passed on. */
  static Opened unreadable(RuntimeException e) {
    var why = e instanceof IllegalArgumentException ? Objects.toString(e.getMessage()) : "no JSON";
    return lasting("a stored token set cannot be read: " + why);
  }

  private static Opened lasting(String why) {
    return new Opened.Unreadable(new StoreUnavailable(Cause.FAILED, why), true);
  }

  /** A value and the place of its answer. */
  private record Closed(int index, TokenLocation location, ReadEntry.Sealed value) {}
}
