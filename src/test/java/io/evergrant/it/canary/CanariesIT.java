package io.evergrant.it.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.canary.Canaries.Canary;
import io.evergrant.testkit.canary.Sieve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Secrets of every kind, known to the test, through every address; then all that was written,
 * shown, answered and exported is looked through for them, in whatever writing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CanariesIT {
  private static final Path KINDS = Path.of("src/main/java/io/evergrant/domain/secret");

  /** The mail server's, which tests of the mail know; what is no secret by itself. */
  private static final Set<String> ELSEWHERE = Set.of("MailPassword");

  /** Somewhere in each place, so that each is seen to be looked through. */
  private static final String MARK = "the mark of what is no secret";

  private final House house = new House();
  private final List<String> places = new ArrayList<>();
  private final List<String> found = new ArrayList<>();

  @BeforeAll
  void every_flow_once() {
    try (var wal = Wal.since(house.stack)) {
      var people = new PeopleFlows(house);
      people.begin();
      new GrantFlows(house).run();
      people.run();
      people.exports();
      new Walk(house).run();
      var later = Said.in("the timer", house.wire.exchanges());
      house.canaries.addAll("the timer", later);
      look(wal);
    }
  }

  private void look(Wal wal) {
    var sieve = new Sieve(house.canaries.all());
    sieve.add(MARK, house.tenant.id().toString());
    sieve.add("a private key", "PRIVATE KEY-----");
    var stack = house.stack;
    sieve.sift(stack.portal().process().log());
    sieve.sift(stack.checkpoints());
    sieve.sift(stack.stores().postgres().process().log());
    sieve.sift(stack.stores().bao().process().log());
    sieve.sift(stack.stores().bao().auditLog());
    assertThat(wal.siftTables(sieve)).as("tables").isGreaterThan(40);
    assertThat(wal.sift(sieve)).as("bytes of the log of PostgreSQL").isGreaterThan(1 << 20);
    house.heard().forEach(one -> sieve.sift(one.where(), one.what()));
    for (var line : sieve.found()) {
      (line.contains(": " + MARK + ": ") ? places : found).add(line);
    }
  }

  @AfterAll
  void close() {
    house.close();
  }

  @Test
  void P11_no_secret_lies_in_a_log_a_table_a_page_an_answer_or_an_export() {
    assertThat(found).isEmpty();
  }

  @Test
  void where_it_was_looked_there_was_something_to_find() {
    assertThat(places)
        .as("places that name the tenant")
        .anyMatch(line -> line.startsWith("table public.audit_event"))
        .anyMatch(line -> line.startsWith("the write-ahead log"))
        .anyMatch(line -> line.startsWith("checkpoints.jsonl"))
        .anyMatch(line -> line.startsWith("an export as jsonl"))
        .anyMatch(line -> line.startsWith("an export as ocsf"))
        .anyMatch(line -> line.startsWith("/providers"))
        .anyMatch(line -> line.startsWith("GET /api/v1/providers"));
  }

  @Test
  void every_kind_of_secret_went_through() throws IOException {
    try (var files = Files.list(KINDS)) {
      var kinds = new TreeSet<String>();
      for (var file : files.toList()) {
        if (Files.readString(file).contains("(String reveal)")) {
          kinds.add(String.valueOf(file.getFileName()).replace(".java", ""));
        }
      }
      kinds.removeAll(ELSEWHERE);
      assertThat(house.canaries.all().stream().map(Canary::kind).collect(Collectors.toSet()))
          .hasSizeGreaterThan(9)
          .containsAll(kinds);
    }
  }

  /** A new address is told apart here, and where it carries a secret, it carries one in a flow. */
  @Test
  void every_address_is_in_a_flow_or_known_to_carry_nothing() {
    assertThat(Addresses.PAGES.keySet()).isEqualTo(Walk.pages().keySet());
    var mutating = new TreeSet<>(Walk.calls());
    mutating.removeIf(call -> call.startsWith("GET ") && !Walk.isSecret(call));
    assertThat(Addresses.CALLS.keySet()).isEqualTo(mutating);
    var flows = new TreeSet<>(Addresses.PAGES.values());
    flows.addAll(Addresses.CALLS.values());
    flows.remove(Addresses.NOTHING);
    assertThat(house.canaries.flows()).containsAll(flows);
  }

  @Test
  void every_call_that_carries_a_secret_was_made() {
    for (var call : Addresses.CALLS.entrySet()) {
      var address =
          call.getKey().replaceAll("\\{id}|\\{number}|\\{test}", "[^/]+").replace("{path}", ".+");
      if (!call.getValue().equals(Addresses.NOTHING)) {
        assertThat(house.called).as(call.getKey()).anyMatch(made -> made.matches(address));
      }
    }
  }
}
