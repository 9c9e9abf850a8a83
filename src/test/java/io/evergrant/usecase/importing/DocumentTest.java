package io.evergrant.usecase.importing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.evergrant.usecase.importing.BodyFault.Kind;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Three formats, and every way in which a body or a row can be wrong. */
class DocumentTest {
  private static final Instant NOW = Instant.parse("2025-11-25T12:00:00Z");
  private static final String ID = "8c4f2a10-0000-4000-8000-000000000001";
  private static final String PICKLE = "gASVGgAAAAAAAAB9lIwNcmVmcmVzaF90b2tlbpSMAnIxlHMu";

  @Test
  void the_same_rows_come_out_of_each_format() {
    var json = read(Format.JSON, "[" + row("c1", "r1") + ",\n" + row("c2", "r2") + "]");
    var lines = read(Format.JSON_LINES, row("c1", "r1") + "\r\n\n" + row("c2", "r2") + "\n");
    var flat =
        read(
            Format.CSV, "provider,external_id,refresh_token\n" + ID + ",c1,r1\n" + ID + ",c2,r2\n");
    var nested =
        read(
            Format.CSV,
            "\uFEFFexternal_id,token,provider\r\n"
                + "c1,\"{\"\"refresh_token\"\":\"\"r1\"\"}\","
                + ID
                + "\r\n"
                + "c2,\"{\"\"refresh_token\"\":\n\"\"r2\"\"}\","
                + ID);
    for (var document : List.of(json, lines, flat, nested)) {
      assertThat(document.problems()).isEmpty();
      assertThat(document.rows()).isEqualTo(json.rows());
      assertThat(document.rows()).extracting(ImportRow::row).containsExactly(1, 2);
      assertThat(document.rows()).extracting(ImportRow::externalId).containsExactly("c1", "c2");
      assertThat(document.rows())
          .extracting(row -> row.tokens().refreshToken().reveal())
          .containsExactly("r1", "r2");
    }
  }

  @Test
  void a_whole_csv_row_keeps_its_ends_and_scopes() {
    var document =
        read(
            Format.CSV,
            """
            provider,external_id,subject,refresh_token,access_token,token_type,scope,expires_at
            %s,"Müller, Ö",s-1,r1,a1,Bearer,openid email,1764075600.25
            """
                .formatted(ID));
    var row = document.rows().getFirst();
    assertThat(row.externalId()).isEqualTo("Müller, Ö");
    assertThat(row.subject()).isEqualTo("s-1");
    assertThat(row.tokens().expiresAt()).isEqualTo(Instant.parse("2025-11-25T13:00:00.250Z"));
    assertThat(String.valueOf(row.tokens().scope())).isEqualTo("openid email");
  }

  @Test
  void a_bad_row_spoils_no_other_and_is_named() {
    var document =
        read(
            Format.JSON,
            "[" + row("c1", "r1") + ",7," + row("", "secret-3") + "," + row("c4", "r4") + "]");
    assertThat(document.rows()).extracting(ImportRow::row).containsExactly(1, 4);
    assertThat(document.problems())
        .containsExactly(
            new RowProblem(2, null, Fault.NOT_AN_OBJECT, null),
            new RowProblem(3, "external_id", Fault.MISSING, null));
    assertThat(document.toString()).doesNotContain("secret-3").doesNotContain("r1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | provider | MISSING",
        "{\"provider\":\"x\"} | provider | NOT_AN_ID",
        "{\"provider\":1} | provider | WRONG_TYPE",
        "{\"provider\":\"ID\"} | external_id | MISSING",
        "{\"provider\":\"ID\",\"external_id\":[]} | external_id | WRONG_TYPE",
        "{\"provider\":\"ID\",\"external_id\":\"a\\u0000\"} | external_id | CHARACTERS",
        "{\"provider\":\"ID\",\"external_id\":\"a\\udc00\"} | external_id | CHARACTERS",
        "{\"provider\":\"ID\",\"external_id\":\"c\"} | token | MISSING",
        "{\"provider\":\"ID\",\"external_id\":\"c\",\"token\":7} | token | NOT_AN_OBJECT",
        "{\"provider\":\"ID\",\"external_id\":\"c\",\"subject\":7} | subject | WRONG_TYPE",
        "{\"provider\":\"ID\",\"extenal_id\":\"c\"} | extenal_id | UNKNOWN_FIELD",
        "{\"1//0gSecret\":\"c\"} | (a name that is not shown) | UNKNOWN_FIELD",
        "{\"provider\":\"ID\",\"provider\":\"ID\"} | provider | TWICE",
        "{\"token\":{\"scope\":\"a\",\"scope\":\"b\"}} | scope | TWICE",
        "{\"token\":{\"id_token\":{\"sub\":\"a\",\"sub\":\"b\"}}} | sub | TWICE",
        "{\"provider\":\"ID\" |  | MALFORMED",
        "{} {} |  | MALFORMED",
        "\"text\" |  | NOT_AN_OBJECT",
      })
  void a_row_that_is_wrong_is_named_with_its_field(String json, String field, Fault fault) {
    var document = read(Format.JSON_LINES, row("c1", "r1") + "\n" + json.replace("ID", ID));
    assertThat(document.problems()).containsExactly(new RowProblem(2, field, fault, null));
  }

  @Test
  void P16_a_pickle_within_a_row_is_refused_and_named() {
    var inToken =
        "{\"provider\":\"%s\",\"external_id\":\"c\",\"token\":\"%s\"}".formatted(ID, PICKLE);
    var inField = row("c", PICKLE);
    var java = row("c", "rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcA");
    var document =
        read(Format.JSON_LINES, inToken + "\n" + inField + "\n\"" + PICKLE + "\"\n" + java);
    assertThat(document.problems())
        .containsExactly(
            new RowProblem(1, "token", Fault.PICKLE, null),
            new RowProblem(2, "token.refresh_token", Fault.PICKLE, null),
            new RowProblem(3, null, Fault.PICKLE, null),
            new RowProblem(4, "token.refresh_token", Fault.JAVA_SERIALIZATION, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"JSON", "JSON_LINES", "CSV"})
  void P16_a_body_that_is_a_serialized_object_is_refused_before_it_is_read(Format format) {
    refused(format, Base64.getDecoder().decode(PICKLE), Kind.PICKLE);
    refused(format, PICKLE.getBytes(UTF_8), Kind.PICKLE);
    refused(format, new byte[] {(byte) 0xAC, (byte) 0xED, 0, 5, 0x73}, Kind.JAVA_SERIALIZATION);
    refused(format, "rO0ABXNyABFqYXZhLnV0aWw=".getBytes(UTF_8), Kind.JAVA_SERIALIZATION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"JSON", "JSON_LINES", "CSV"})
  void what_is_no_utf8_or_nothing_is_refused(Format format) {
    refused(format, new byte[] {'[', '"', (byte) 0xC3, '(', '"', ']'}, Kind.NOT_UTF8);
    refused(format, new byte[] {(byte) 0xFF, (byte) 0xFE, '[', 0}, Kind.NOT_UTF8);
    refused(format, (format == Format.JSON ? "[]" : "\n\n").getBytes(UTF_8), Kind.NO_ROWS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{}' | NOT_AN_ARRAY",
        "'\"text\"' | NOT_AN_ARRAY",
        "'' | MALFORMED",
        "'[{}' | MALFORMED",
        "'[{}] x' | MALFORMED",
        "'[{},]' | MALFORMED",
        "'[{\"a\":01}]' | MALFORMED",
        "'[{''a'':1}]' | MALFORMED",
      })
  void json_that_is_none_is_refused(String json, Kind kind) {
    refused(Format.JSON, json.getBytes(UTF_8), kind);
  }

  @Test
  void the_place_where_reading_stopped_is_told() {
    assertThatThrownBy(() -> read(Format.JSON, "[" + row("c1", "r1") + ",\n{\"provider\":}]"))
        .isInstanceOfSatisfying(
            BodyRefused.class,
            refused -> {
              assertThat(refused.fault().row()).isEqualTo(2);
              assertThat(refused.fault().line()).isEqualTo(2);
              assertThat(refused.toString()).doesNotContain("r1");
            });
  }

  @Test
  void deep_json_is_refused_at_its_row() {
    var deep = "[".repeat(50_000) + "]".repeat(50_000);
    refused(Format.JSON, ("[{\"token\":" + deep + "}]").getBytes(UTF_8), Kind.TOO_DEEP);
    refused(Format.JSON, "[".repeat(500_000).getBytes(UTF_8), Kind.TOO_DEEP);
    var lines = read(Format.JSON_LINES, "{\"token\":" + deep + "}\n" + row("c", "r"));
    assertThat(lines.problems()).containsExactly(new RowProblem(1, null, Fault.TOO_DEEP, null));
    assertThat(lines.rows()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8c4f2a10-0000-4000-8000-000000000001,c1,r1",
        "provider,external_id",
        "provider,external_id,refresh_token,refresh_token",
        "provider,external_id,refreshtoken",
        "provider,external_id,token,refresh_token",
        "provider;external_id;refresh_token",
        "provider,external_id,refresh_token,password",
      })
  void csv_without_the_names_of_its_columns_is_refused(String header) {
    refused(Format.CSV, (header + "\na,b,c,d\n").getBytes(UTF_8), Kind.NO_HEADER);
  }

  @Test
  void csv_rows_with_too_many_or_too_few_cells_are_named() {
    var document =
        read(
            Format.CSV,
            "provider,external_id,refresh_token\n"
                + ID
                + ",c1\n"
                + ID
                + ",c2,r2,x\n"
                + ID
                + ",c3,\n");
    assertThat(document.problems())
        .containsExactly(
            new RowProblem(1, null, Fault.CELLS, null),
            new RowProblem(2, null, Fault.CELLS, null),
            new RowProblem(3, "token.refresh_token", Fault.MISSING, null));
    refused(
        Format.CSV, "provider,external_id,refresh_token\n\"open".getBytes(UTF_8), Kind.MALFORMED);
  }

  @Test
  void thousands_are_read_and_too_many_are_refused() {
    var rows = rows(Document.MOST_ROWS);
    assertThat(read(Format.JSON_LINES, rows).rows()).hasSize(Document.MOST_ROWS);
    refused(Format.JSON_LINES, (rows + "\n{}").getBytes(UTF_8), Kind.TOO_MANY_ROWS);
  }

  private static String rows(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> row("c" + i, "r" + i))
        .collect(Collectors.joining("\n"));
  }

  private static String row(String externalId, String refreshToken) {
    return "{\"provider\":\"%s\",\"external_id\":\"%s\",\"token\":{\"refresh_token\":\"%s\"}}"
        .formatted(ID, externalId, refreshToken);
  }

  private static Document read(Format format, String body) {
    return Document.read(format, body.getBytes(UTF_8), NOW);
  }

  private static void refused(Format format, byte[] body, Kind kind) {
    assertThatThrownBy(() -> Document.read(format, body, NOW))
        .isInstanceOfSatisfying(
            BodyRefused.class, refused -> assertThat(refused.fault().kind()).isEqualTo(kind));
  }
}
