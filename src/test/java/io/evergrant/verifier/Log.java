package io.evergrant.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.domain.audit.LoggedEvent;
import io.evergrant.domain.tenant.TenantId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A tenant's log as it lies in a database, for tests to spoil, and what is held outside of it. */
final class Log {
  private static final Instant BEGIN = Instant.parse("2026-11-24T09:00:00Z");

  private static final Map<KeyPair, PublicKeys> TRUSTED = new ConcurrentHashMap<>();

  final KeyPair key;
  final TenantId tenant;
  final List<Row> rows = new ArrayList<>();
  final List<Lines.Signed> checkpoints = new ArrayList<>();
  final List<Lines.Signed> outside = new ArrayList<>();

  /** What was removed, and the checkpoint at its end. */
  Lines.@Nullable Removed removed;

  Lines.@Nullable Signed anchor;

  /** A link with its event; null where the event was deleted. */
  record Row(long sequence, @Nullable LoggedEvent event, String hash) {}

  Log(KeyPair key) {
    this(key, new TenantId(UUID.randomUUID()));
  }

  private Log(KeyPair key, TenantId tenant) {
    this.key = key;
    this.tenant = tenant;
  }

  static KeyPair newKey() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Events, with a checkpoint after each that says so. */
  static Log of(KeyPair key, Random random, int events, int between) {
    var log = new Log(key);
    for (var i = 1; i <= events; i++) {
      log.append(log.event(i, random));
      if (i % between == 0) {
        log.sign();
      }
    }
    return log;
  }

  Log copy() {
    var copy = new Log(key, tenant);
    copy.rows.addAll(rows);
    copy.checkpoints.addAll(checkpoints);
    copy.outside.addAll(outside);
    copy.removed = removed;
    copy.anchor = anchor;
    return copy;
  }

  LoggedEvent event(long number, Random random) {
    return new LoggedEvent(
        tenant,
        number,
        BEGIN.plusMillis(number * 1_000 + random.nextInt(1_000)),
        "refresh_ended",
        "timer",
        null,
        "node-" + random.nextInt(3),
        new UUID(7, random.nextInt(5)),
        new UUID(8, 1),
        new UUID(9, number),
        true,
        random.nextBoolean() ? "renewed" : "deferred",
        Map.of("cause", "né \"" + random.nextInt(10) + "\"\n", "latency", "" + random.nextInt(99)));
  }

  void append(LoggedEvent event) {
    rows.add(new Row(offset() + rows.size() + 1, event, link(rows.size(), event)));
  }

  /** Computes all links anew, as somebody would who rules the database. */
  void relink() {
    var old = List.copyOf(rows);
    rows.clear();
    old.forEach(row -> append(Objects.requireNonNull(row.event())));
  }

  private String link(int before, LoggedEvent event) {
    var hash = new ChainHash();
    var previous = before == 0 ? beginning() : rows.get(before - 1).hash();
    var leaf = hash.leaf(event.canonical().getBytes(UTF_8));
    return ChainHash.hex(hash.link(ChainHash.bytes(previous), offset() + before + 1L, leaf));
  }

  private String beginning() {
    return removed == null ? ChainHash.BEFORE_THE_FIRST : removed.removal().head();
  }

  /** How many were removed from its beginning. */
  long offset() {
    return removed == null ? 0 : removed.removal().sequence();
  }

  /** The portal removes what is older, up to the checkpoint of that place in the list. */
  void remove(int checkpoint) {
    var upTo = checkpoints.get(checkpoint);
    var record = record(upTo.checkpoint(), offset());
    cut(upTo.checkpoint().sequence());
    removed = signed(record, key);
    anchor = upTo;
  }

  /** Somebody who rules the database removes it, and what was signed of it. */
  void cut(long upTo) {
    rows.removeIf(row -> row.sequence() <= upTo);
    checkpoints.removeIf(line -> line.checkpoint().sequence() <= upTo);
  }

  Removal record(Checkpoint upTo, long since) {
    return new Removal(
        upTo.tenant(),
        upTo.sequence(),
        since,
        upTo.head(),
        upTo.root(),
        upTo.hash(),
        LoggedEvent.time(BEGIN),
        LoggedEvent.time(BEGIN),
        upTo.key());
  }

  /** The portal signs what the database holds. */
  void sign() {
    var newest = checkpoints.isEmpty() ? anchor : checkpoints.getLast();
    var last = newest == null ? null : newest.checkpoint();
    var since = last == null ? 0 : last.sequence();
    var hash = new ChainHash();
    var tree = new MerkleTree(hash);
    for (var row : rows.subList((int) (since - offset()), rows.size())) {
      tree.add(hash.leaf(Objects.requireNonNull(row.event()).canonical().getBytes(UTF_8)));
    }
    var checkpoint =
        new Checkpoint(
            tenant.toString(),
            offset() + rows.size(),
            since,
            rows.getLast().hash(),
            ChainHash.hex(tree.root()),
            last == null ? null : last.hash(),
            LoggedEvent.time(BEGIN.plusSeconds(offset() + rows.size())),
            PublicKeys.id(raw(key)));
    var signed = signed(checkpoint, key);
    checkpoints.add(signed);
    outside.add(signed);
  }

  static Lines.Signed signed(Checkpoint checkpoint, KeyPair key) {
    return new Lines.Signed(checkpoint, signature(checkpoint.signed(), key));
  }

  static Lines.Removed signed(Removal removal, KeyPair key) {
    return new Lines.Removed(removal, signature(removal.signed(), key));
  }

  private static String signature(byte[] text, KeyPair key) {
    try {
      var signature = Signature.getInstance("Ed25519");
      signature.initSign(key.getPrivate());
      signature.update(text);
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  long signedUpTo() {
    return checkpoints.isEmpty() ? offset() : checkpoints.getLast().checkpoint().sequence();
  }

  /** What the portal answers: rows and checkpoints as they stand. */
  List<String> export(long after, @Nullable Long before) {
    var lines = new ArrayList<String>();
    var whole = after <= offset();
    var previous = whole ? beginning() : rows.get((int) (after - offset()) - 1).hash();
    lines.add(
        new Lines.Manifest(
                tenant.toString(),
                whole ? 0 : after,
                before,
                whole ? ChainHash.BEFORE_THE_FIRST : previous,
                LoggedEvent.time(BEGIN))
            .line());
    if (whole && removed != null && anchor != null) {
      lines.add(removed.line());
      lines.add(anchor.line());
    }
    var signed = new ArrayList<>(checkpoints);
    signed.removeIf(line -> line.checkpoint().sequence() <= after);
    var count = 0L;
    var events = 0L;
    var last = new Row(whole ? offset() : after, null, previous);
    for (var row : rows) {
      if (row.sequence() <= after || (before != null && row.sequence() >= before)) {
        continue;
      }
      var event = row.event() == null ? "null" : row.event().canonical();
      lines.add(Lines.event(event, row.hash(), row.sequence()));
      events++;
      last = row;
      while (!signed.isEmpty() && signed.getFirst().checkpoint().sequence() <= row.sequence()) {
        lines.add(signed.removeFirst().line());
        count++;
      }
    }
    if (before == null) {
      signed.forEach(line -> lines.add(line.line()));
      count += signed.size();
    }
    lines.add(new Lines.End(count, events, last.hash(), last.sequence()).line());
    return lines;
  }

  Verdict verify() {
    return verify(export(0, null));
  }

  Verdict verify(List<String> lines) {
    return verify(bytes(lines));
  }

  Verdict verify(byte[] export) {
    return verify(export, outside);
  }

  Verdict verify(byte[] export, List<Lines.Signed> held) {
    var file = bytes(held.stream().map(Lines.Signed::line).toList());
    try {
      return new Verifier(TRUSTED.computeIfAbsent(key, pair -> keys(pair)))
          .verify(stream(export), held.isEmpty() ? List.of() : List.of(stream(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static PublicKeys keys(KeyPair... trusted) {
    var text = new StringBuilder("# trusted\n");
    for (var pair : trusted) {
      text.append(Base64.getEncoder().encodeToString(raw(pair))).append('\n');
    }
    return PublicKeys.read(text.toString());
  }

  static byte[] raw(KeyPair pair) {
    var encoded = pair.getPublic().getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
  }

  static byte[] bytes(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(UTF_8);
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }
}
