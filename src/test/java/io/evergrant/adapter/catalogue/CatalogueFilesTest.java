package io.evergrant.adapter.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.evergrant.domain.catalogue.Entry;
import io.evergrant.domain.catalogue.EntryId;
import io.evergrant.domain.catalogue.Fact;
import io.evergrant.domain.catalogue.Group;
import io.evergrant.domain.catalogue.Place;
import io.evergrant.domain.catalogue.Placeholder;
import io.evergrant.domain.catalogue.Source;
import io.evergrant.domain.catalogue.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every file of the catalogue has to keep; nothing here reaches for the network. */
class CatalogueFilesTest {
  private static final Path FOLDER = Path.of("src/main/resources/catalogue");

  /** Before this nobody had begun to look. */
  private static final LocalDate BEGUN = LocalDate.of(2026, 11, 1);

  private static final Set<String> AUTHENTICATION =
      Set.of(
          "client_secret_basic",
          "client_secret_post",
          "client_secret_jwt",
          "private_key_jwt",
          "none",
          "client_key");

  private static final List<String> LOOKED_UP =
      List.of(
          "atlassian",
          "auth0",
          "box",
          "discord",
          "docusign",
          "dropbox",
          "github-app",
          "gitlab",
          "google",
          "hubspot",
          "keycloak",
          "microsoft-entra",
          "microsoft-entra-tenant",
          "okta",
          "quickbooks",
          "salesforce",
          "spotify",
          "xero");

  private final List<Entry> entries = new YamlCatalogue().entries();

  @Test
  void every_file_keeps_the_schema() {
    var schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(text(FOLDER.resolve("schema.json")));
    for (var file : files()) {
      assertThat(schema.validate(text(file), InputFormat.YAML)).as(file.toString()).isEmpty();
    }
  }

  @Test
  void the_schema_refuses_what_a_file_must_not_be() {
    var schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(text(FOLDER.resolve("schema.json")));
    var good = text(FOLDER.resolve("google.yaml"));
    var spoiled =
        List.<Function<String, String>>of(
            file -> file.replace("by: provider", "by: hearsay"),
            file -> file.replace("    source: consent", ""),
            file -> file.replace("  earliest_refresh: unknown", ""),
            file -> file.replace("https://oauth2", "http://oauth2"),
            file -> file.replace("value: PT1H", "value: 1h"));
    for (var spoil : spoiled) {
      assertThat(spoil.apply(good)).isNotEqualTo(good);
      assertThat(schema.validate(spoil.apply(good), InputFormat.YAML)).isNotEmpty();
    }
  }

  @Test
  void the_list_names_every_file_once() {
    var listed = text(FOLDER.resolve("index.txt")).lines().toList();
    var there =
        files().stream()
            .map(file -> file.getFileName().toString().replace(".yaml", ""))
            .sorted()
            .toList();
    assertThat(listed).isEqualTo(there).doesNotHaveDuplicates();
  }

  @Test
  void at_least_45_real_providers_and_the_two_general_ones() {
    assertThat(entries.stream().filter(entry -> entry.group() != Group.GENERIC))
        .hasSizeGreaterThanOrEqualTo(45);
    assertThat(entries.stream().filter(entry -> entry.group() == Group.GENERIC))
        .extracting(entry -> entry.id().value())
        .containsExactlyInAnyOrder("oauth2", "oidc");
    assertThat(entries).extracting(Entry::name).doesNotHaveDuplicates();
  }

  @Test
  void the_entries_of_which_every_fact_was_looked_up_are_these() {
    assertThat(entries.stream().filter(entry -> entry.lookedUp().isPresent()))
        .extracting(entry -> entry.id().value())
        .containsExactlyInAnyOrderElementsOf(LOOKED_UP);
    assertThat(LOOKED_UP).hasSizeGreaterThanOrEqualTo(15);
    // To have looked is not to have found; but where half is missing nobody looked in earnest.
    assertThat(entries.stream().filter(entry -> entry.lookedUp().isPresent()))
        .allMatch(entry -> entry.unknown().size() <= 12);
  }

  @Test
  void every_placeholder_is_declared_and_used_and_takes_its_own_example() {
    for (var entry : entries) {
      var declared = entry.placeholders().stream().map(Placeholder::name).toList();
      assertThat(declared).as(entry.name()).doesNotHaveDuplicates();
      assertThat(used(entry))
          .as(entry.name())
          .containsExactlyInAnyOrderElementsOf(Set.copyOf(declared));
      for (var placeholder : entry.placeholders()) {
        assertThat(placeholder.takes(placeholder.example())).as(placeholder.name()).isTrue();
        var usual = placeholder.usual();
        assertThat(usual == null || placeholder.takes(usual)).as(placeholder.name()).isTrue();
      }
    }
  }

  @Test
  void an_address_begins_with_a_placeholder_only_where_that_takes_all_of_it() {
    for (var entry : entries) {
      var whole =
          entry.placeholders().stream()
              .filter(place -> place.kind() == Placeholder.Kind.ADDRESS)
              .map(place -> "{" + place.name() + "}")
              .toList();
      for (var address : addresses(entry)) {
        assertThat(whole.stream().filter(address::contains))
            .as(entry.name() + ", " + address)
            .allMatch(address::startsWith);
        assertThat(address.startsWith("https://") || whole.stream().anyMatch(address::startsWith))
            .as(entry.name() + ", " + address)
            .isTrue();
      }
    }
  }

  @Test
  void days_are_neither_before_the_beginning_nor_ahead_of_the_last_look() {
    var latest = entries.stream().flatMap(CatalogueFilesTest::days).max(LocalDate::compareTo);
    for (var entry : entries) {
      assertThat(days(entry)).as(entry.name()).allMatch(day -> !day.isBefore(BEGUN));
      entry.lookedUp().ifPresent(day -> assertThat(day).isBeforeOrEqualTo(latest.orElseThrow()));
    }
  }

  @Test
  void every_source_that_is_named_is_used() {
    for (var file : files()) {
      var whole = text(file);
      whole
          .lines()
          .takeWhile(line -> !line.equals("facts:"))
          .filter(line -> line.matches("  [a-z0-9_]+:"))
          .map(line -> line.strip().replace(":", ""))
          .forEach(
              name ->
                  assertThat(whole.lines().map(String::strip))
                      .as(file + " " + name)
                      .contains("source: " + name));
    }
  }

  @Test
  void a_token_that_never_changes_can_be_sent_again_without_harm() {
    for (var entry : entries) {
      if (entry.replays().rotation().known().map(Enum::name).orElse("").equals("NEVER")) {
        assertThat(entry.replays().consequence().known().map(Enum::name).orElse("NOTHING"))
            .as(entry.name())
            .isEqualTo("NOTHING");
      }
    }
  }

  @Test
  void introspection_that_tells_of_refresh_tokens_has_an_address() {
    for (var entry : entries) {
      if (entry.replays().introspectsRefreshTokens().known().orElse(false)) {
        assertThat(entry.places().introspection().known().flatMap(Place::found))
            .as(entry.name())
            .isPresent();
      }
    }
  }

  @Test
  void client_authentication_is_named_as_it_is_registered() {
    for (var entry : entries) {
      assertThat(entry.client().authentication().known().orElse(List.of()))
          .as(entry.name())
          .isSubsetOf(AUTHENTICATION);
    }
  }

  @Test
  void lives_are_of_a_size_that_such_lives_have() {
    for (var entry : entries) {
      Stream.of(entry.lives().access(), entry.lives().idle(), entry.lives().absolute())
          .flatMap(fact -> fact.known().stream())
          .flatMap(life -> life.limit().stream())
          .forEach(
              span -> assertThat(span.toSeconds()).as(entry.name()).isBetween(60L, 315_360_000L));
    }
  }

  @Test
  void an_entry_is_found_by_its_id_and_nothing_else_is() {
    var catalogue = new YamlCatalogue();
    assertThat(catalogue.find(new EntryId("google")).map(Entry::name)).contains("Google");
    assertThat(catalogue.find(new EntryId("no-such-provider"))).isEmpty();
  }

  private static Stream<LocalDate> days(Entry entry) {
    return Stream.concat(entry.sources().map(Source::checked), entry.lookedUp().stream());
  }

  private static List<String> addresses(Entry entry) {
    return templates(entry).map(Template::text).toList();
  }

  private static Stream<Template> templates(Entry entry) {
    var places = entry.places();
    return Stream.of(
            places.issuer(),
            places.authorization(),
            places.token(),
            places.refresh(),
            places.revocation(),
            places.introspection(),
            places.userinfo())
        .map(Fact::known)
        .flatMap(place -> place.flatMap(Place::found).stream());
  }

  private static Set<String> used(Entry entry) {
    var used = new ArrayList<String>();
    templates(entry).forEach(address -> used.addAll(address.placeholders()));
    entry
        .client()
        .authorizeParameters()
        .known()
        .ifPresent(
            pairs ->
                pairs
                    .values()
                    .forEach(
                        value -> {
                          if (value.contains("{")) {
                            used.add(value.substring(value.indexOf('{') + 1, value.indexOf('}')));
                          }
                        }));
    return used.stream().collect(Collectors.toSet());
  }

  private static List<Path> files() {
    try (var files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
