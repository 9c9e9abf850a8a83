package io.evergrant.adapter.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.usecase.port.YamlText.Fault;
import io.evergrant.usecase.port.YamlText.Read;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineYamlTest {
  private final EngineYaml yaml = new EngineYaml();

  @Test
  void what_json_could_say_is_read() {
    var read =
        yaml.read(
            """
            # a remark
            name: Slack
            on: true
            n: 12
            big: 123456789012345678901234567890
            part: 1.5
            nothing: null
            list: [a, {b: "c"}]
            norway: no
            """);
    assertThat(read)
        .isEqualTo(
            new Read.Document(
                json(
                    """
                    {"name":"Slack","on":true,"n":12,"big":123456789012345678901234567890,"part":1.5,
                     "nothing":null,"list":["a",{"b":"c"}],"norway":"no"}
                    """)));
  }

  @Test
  void what_was_written_is_read_again() {
    var object =
        json(
            """
            {"version":1,"providers":[{"name":"yes","scope":"a b: c # d","at":"2026-01-01","n":"12","t":"true",
             "null":"~","lines":"a\\nb","quote":"it's \\"so\\"","long":"%s","empty":"","none":{},"nothing":[]}]}
            """
                .formatted("x y ".repeat(200)));
    assertThat(yaml.read(yaml.write(object))).isEqualTo(new Read.Document(object));
  }

  @Test
  void nothing_is_written_of_what_is_null() {
    assertThat(yaml.write(json("{\"a\":1,\"b\":null}"))).isEqualTo("a: 1\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\0',
      value = {
        "a: 1|a: 2 => 2 => NO_YAML",
        "a: [1 => 1 => NO_YAML",
        "a: &x [1]|b: *x => 2 => ALIAS",
        "a: 1|---|b: 2 => 2 => NO_JSON_OBJECT",
        "- a => 0 => NO_JSON_OBJECT",
        "1: a => 0 => NO_JSON_OBJECT",
        "a: .nan => 0 => NO_JSON_OBJECT",
        "a: !!java.net.URL [x] => 1 => NO_YAML",
        "a: !!binary aGVsbG8= => 0 => NO_JSON_OBJECT"
      })
  void what_json_could_not_say_is_refused_with_its_line(String text, int line, Fault fault) {
    assertThat(yaml.read(text.replace('|', '\n'))).isEqualTo(new Read.Unreadable(line, fault));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? "})
  void depth_costs_no_stack(String begin) {
    assertThat(yaml.read("a: \n " + begin.repeat(100_000)))
        .isInstanceOfSatisfying(
            Read.Unreadable.class,
            unreadable -> assertThat(unreadable.fault()).isIn(Fault.TOO_DEEP, Fault.NO_YAML));
  }

  @Test
  void nothing_is_no_object() {
    assertThat(yaml.read("")).isEqualTo(new Read.Unreadable(0, Fault.NO_JSON_OBJECT));
  }

  private static JsonObject json(String text) {
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
