package io.evergrant.adapter.catalogue;

import io.evergrant.domain.catalogue.Fact;
import io.evergrant.domain.catalogue.FactName;
import io.evergrant.domain.catalogue.Life;
import io.evergrant.domain.catalogue.Place;
import io.evergrant.domain.catalogue.Source;
import io.evergrant.domain.catalogue.Template;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The facts of one file: each is the word «unknown», or a value with its source. */
final class FactReader {
  private final Node facts;
  private final Map<String, Source> sources;

  FactReader(Node facts, Map<String, Source> sources) {
    this.facts = facts;
    this.sources = sources;
  }

  <T> Fact<T> fact(FactName name, Function<Object, T> value) {
    var key = name.code();
    if (facts.value(key).equals("unknown")) {
      return new Fact.Unknown<>();
    }
    var known = facts.node(key);
    return new Fact.Known<>(
        value.apply(known.value("value")), known.optional("note").orElse(null), source(known));
  }

  Source source(Node from) {
    var source = sources.get(from.text("source"));
    if (source == null) {
      throw new IllegalArgumentException(from.at() + ".source is none of this file's");
    }
    return source;
  }

  Fact<Place> place(FactName name) {
    return fact(
        name,
        value ->
            switch (Node.text(name.code(), value)) {
              case "none", "same" -> new Place.Nowhere();
              case String address -> new Place.At(new Template(address));
            });
  }

  Fact<Life> life(FactName name) {
    return fact(
        name,
        value ->
            switch (Node.text(name.code(), value)) {
              case "unlimited" -> new Life.Unlimited();
              case "configured" -> new Life.Configured();
              case "none" -> new Life.Lasting(Duration.ZERO);
              case String span -> new Life.Lasting(Duration.parse(span));
            });
  }

  /** Of a fact that a file may leave out. */
  Fact<Life> lifeIfAny(FactName name) {
    return facts.members().containsKey(name.code()) ? life(name) : new Fact.Unknown<>();
  }

  <E extends Enum<E>> Fact<E> word(FactName name, Class<E> type) {
    return fact(name, value -> Node.word(type, Node.text(name.code(), value)));
  }

  Fact<List<String>> texts(FactName name) {
    return fact(
        name,
        value ->
            Node.list(name.code(), value).stream()
                .map(item -> Node.text(name.code(), item))
                .toList());
  }

  Fact<Map<String, String>> pairs(FactName name) {
    return fact(
        name,
        value ->
            Node.of(name.code(), value).members().entrySet().stream()
                .collect(
                    Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, pair -> Node.text(pair.getKey(), pair.getValue()))));
  }

  Fact<Boolean> truth(FactName name) {
    return fact(name, Boolean.class::cast);
  }
}
