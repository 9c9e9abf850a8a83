package io.evergrant.usecase.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.adapter.file.CheckpointFile;
import io.evergrant.domain.audit.SignedCheckpoint;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.CheckpointSigner;
import io.evergrant.usecase.port.Checkpoints;
import io.evergrant.usecase.port.CheckpointsOutside;
import io.evergrant.usecase.port.PortalSettings;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import io.evergrant.verifier.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the database and lacks outside. */
class HoldHeadsTest {
  private static final TenantId ACME = new TenantId(new UUID(1, 1));
  private static final TenantId ZEN = new TenantId(new UUID(2, 2));

  @TempDir Path folder;

  private final Table table = new Table();
  private final Signer signer = new Signer();
  private long nanos;

  @Test
  void P18_a_checkpoint_whose_node_was_killed_before_it_was_held_is_held_after_the_start() {
    node(new Killing()).ends(ACME);
    assertThat(table.lines()).as("it was committed").hasSize(1);
    assertThat(lines()).isEmpty();
    node(file()).heads.holdWaiting();
    assertThat(lines()).isEqualTo(table.lines());
    node(file()).heads.holdWaiting();
    assertThat(lines()).as("another start adds nothing").isEqualTo(table.lines());
  }

  @Test
  void P18_a_checkpoint_that_came_to_be_though_the_database_fell_silent_is_held() {
    var node = node(file());
    node.heads.holdWaiting();
    table.isSilent = true;
    table.due = ACME;
    assertThatThrownBy(() -> node.heads.run(ACME)).isInstanceOf(StoreUnavailable.class);
    assertThat(lines()).isEmpty();
    node.heads.holdWaiting();
    assertThat(lines()).isEqualTo(table.lines()).hasSize(1);
  }

  @Test
  void P18_what_lacks_of_each_tenant_is_held_as_soon_as_the_place_can_be_written()
      throws IOException {
    var place = folder.resolve("later");
    node(new Killing()).ends(ACME);
    node(new Killing()).ends(ZEN);
    var node = node(new CheckpointFile(place.resolve("held.jsonl")));
    node.heads.holdWaiting();
    Files.createDirectory(place);
    node.heads.holdWaiting();
    assertThat(place.resolve("held.jsonl")).as("it rests").doesNotExist();
    nanos += Duration.ofSeconds(11).toNanos();
    node.heads.holdWaiting();
    assertThat(Files.readAllLines(place.resolve("held.jsonl"))).isEqualTo(table.lines()).hasSize(2);
  }

  @Test
  void P18_what_is_not_signed_is_not_held() {
    node(new Killing()).ends(ACME);
    var forged = Objects.requireNonNull(table.rows.get(ACME.value()));
    table.rows.put(
        ACME.value(),
        new SignedCheckpoint(
            2,
            0,
            forged.hash(),
            forged.body().replace("\"sequence\":1", "\"sequence\":2"),
            forged.signature()));
    table.rows.put(ZEN.value(), forged);
    node(file()).heads.holdWaiting();
    assertThat(lines()).isEmpty();
  }

  @Test
  void P18_a_checkpoint_of_a_node_that_died_for_good_is_held_by_another_within_minutes() {
    var other = node(file());
    other.heads.holdWaiting();
    node(new Killing()).ends(ACME);
    nanos += Duration.ofMinutes(9).toNanos();
    other.heads.holdWaiting();
    assertThat(lines()).as("it looks now and then").isEmpty();
    nanos += Duration.ofMinutes(1).toNanos();
    other.heads.holdWaiting();
    assertThat(lines()).isEqualTo(table.lines()).hasSize(1);
  }

  @Test
  void what_waits_for_the_place_is_counted_for_whoever_watches() throws IOException {
    var place = folder.resolve("later");
    var node = node(new CheckpointFile(place.resolve("held.jsonl")));
    table.due = ACME;
    node.heads.run(ACME);
    assertThat(node.held.behind()).isEqualTo(1);
    Files.createDirectory(place);
    node.heads.holdWaiting();
    assertThat(node.held.behind()).isZero();
  }

  @Test
  void where_nothing_is_held_nothing_is_looked_for() {
    node(new Killing()).ends(ACME);
    node(new CheckpointFile(null)).heads.holdWaiting();
    assertThat(table.looks).isZero();
  }

  private CheckpointFile file() {
    return new CheckpointFile(folder.resolve("held.jsonl"));
  }

  private List<String> lines() {
    return file().last();
  }

  private Node node(CheckpointsOutside outside) {
    var record = new RecordHeads(table, new PortalSettings("n1", URI.create("http://localhost")));
    var held = new HoldHeads(record, signer, outside, () -> nanos);
    return new Node(new SignHeads(record, signer, held, new ChangedChains(() -> nanos)), held);
  }

  private final class Node {
    final SignHeads heads;
    final HoldHeads held;

    Node(SignHeads heads, HoldHeads held) {
      this.heads = heads;
      this.held = held;
    }

    /** It is killed while it holds what it has just signed. */
    void ends(TenantId tenant) {
      table.due = tenant;
      assertThatThrownBy(() -> heads.run(tenant)).isInstanceOf(Killed.class);
    }
  }

  /** Of each tenant the newest. */
  private static final class Table implements Checkpoints {
    final TreeMap<UUID, SignedCheckpoint> rows = new TreeMap<>();
    @Nullable TenantId due;
    boolean isSilent;
    int looks;

    List<String> lines() {
      return rows.values().stream()
          .map(row -> Lines.checkpoint(row.body(), row.signature()))
          .toList();
    }

    @Override
    public Optional<TenantId> claim(String node, Duration lease, Due due) {
      return Optional.ofNullable(this.due);
    }

    @Override
    public void release(TenantId tenant, String node) {}

    @Override
    public Optional<Unsigned> unsigned(TenantId tenant, String node, Due due) {
      return tenant.equals(this.due)
          ? Optional.of(
              new Unsigned(
                  null,
                  null,
                  1,
                  Events.HASH,
                  List.of(Events.HASH),
                  Instant.parse("2026-11-27T10:00:00Z")))
          : Optional.empty();
    }

    @Override
    public boolean append(TenantId tenant, SignedCheckpoint checkpoint) {
      rows.put(tenant.value(), checkpoint);
      due = null;
      if (isSilent) {
        throw new StoreUnavailable(Cause.UNREACHABLE, "the connection broke");
      }
      return true;
    }

    @Override
    public void putOff(TenantId tenant) {}

    @Override
    public List<Newest> newest(TenantId after, int limit) {
      looks++;
      return rows.tailMap(after.value(), false).entrySet().stream()
          .limit(limit)
          .map(
              row ->
                  new Newest(
                      new TenantId(row.getKey()),
                      row.getValue().sequence(),
                      row.getValue().body(),
                      row.getValue().signature()))
          .toList();
    }
  }

  private static final class Killing implements CheckpointsOutside {
    @Override
    public boolean isKept() {
      return true;
    }

    @Override
    public Optional<InputStream> held() {
      return Optional.empty();
    }

    @Override
    public List<String> last() {
      return List.of();
    }

    @Override
    public void append(String line) {
      throw new Killed();
    }
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final class Signer implements CheckpointSigner {
    private final KeyPair pair;

    Signer() {
      try {
        pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public List<Key> keys() {
      var encoded = pair.getPublic().getEncoded();
      var raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
      return List.of(new Key(1, Base64.getEncoder().encodeToString(raw)));
    }

    @Override
    public String sign(Key key, byte[] message) {
      try {
        var signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(message);
        return Base64.getEncoder().encodeToString(signature.sign());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
