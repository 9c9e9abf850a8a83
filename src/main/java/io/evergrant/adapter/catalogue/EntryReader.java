package io.evergrant.adapter.catalogue;

import io.evergrant.domain.catalogue.ClientRules;
import io.evergrant.domain.catalogue.Entry;
import io.evergrant.domain.catalogue.EntryId;
import io.evergrant.domain.catalogue.ErrorShape;
import io.evergrant.domain.catalogue.FactName;
import io.evergrant.domain.catalogue.Group;
import io.evergrant.domain.catalogue.Lives;
import io.evergrant.domain.catalogue.Placeholder;
import io.evergrant.domain.catalogue.Places;
import io.evergrant.domain.catalogue.Quirk;
import io.evergrant.domain.catalogue.Replays;
import io.evergrant.domain.catalogue.Source;
import io.evergrant.domain.provider.ReuseConsequence;
import java.net.URI;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One file of the catalogue. */
final class EntryReader {
  private EntryReader() {}

  static Entry read(EntryId id, @Nullable Object file) {
    var whole = Node.of(id.value(), file);
    if (!whole.text("id").equals(id.value())) {
      throw new IllegalArgumentException("the id is not the file's name");
    }
    var facts = new FactReader(whole.node("facts"), sources(whole.node("sources")));
    return new Entry(
        id,
        whole.text("name"),
        Node.word(Group.class, whole.text("group")),
        whole.optional("looked_up").map(LocalDate::parse),
        whole.nodes("placeholders").stream().map(EntryReader::placeholder).toList(),
        places(facts),
        client(facts),
        lives(facts),
        replays(facts),
        facts.fact(FactName.ERRORS, EntryReader::errors),
        whole.nodes("quirks").stream()
            .map(quirk -> new Quirk(quirk.text("text"), facts.source(quirk)))
            .toList());
  }

  private static Map<String, Source> sources(Node from) {
    var sources = new LinkedHashMap<String, Source>();
    for (var name : from.members().keySet()) {
      var source = from.node(name);
      sources.put(
          name,
          new Source(
              URI.create(source.text("url")),
              Node.word(Source.Publisher.class, source.text("by")),
              LocalDate.parse(source.text("checked"))));
    }
    return sources;
  }

  private static Placeholder placeholder(Node from) {
    return new Placeholder(
        from.text("name"),
        from.text("label"),
        from.text("description"),
        Node.word(Placeholder.Kind.class, from.text("kind")),
        from.text("example"),
        from.optional("usual").orElse(null));
  }

  private static Places places(FactReader facts) {
    return new Places(
        facts.place(FactName.ISSUER),
        facts.place(FactName.AUTHORIZATION_ENDPOINT),
        facts.place(FactName.TOKEN_ENDPOINT),
        facts.place(FactName.REFRESH_ENDPOINT),
        facts.place(FactName.REVOCATION_ENDPOINT),
        facts.place(FactName.INTROSPECTION_ENDPOINT),
        facts.place(FactName.USERINFO_ENDPOINT),
        facts.texts(FactName.API_HOSTS));
  }

  private static ClientRules client(FactReader facts) {
    return new ClientRules(
        facts.texts(FactName.SCOPES),
        facts.word(FactName.SCOPE_SEPARATOR, ClientRules.ScopeSeparator.class),
        facts.pairs(FactName.AUTHORIZE_PARAMETERS),
        facts.pairs(FactName.TOKEN_PARAMETERS),
        facts.word(FactName.PKCE, ClientRules.Pkce.class),
        facts.texts(FactName.CLIENT_AUTHENTICATION),
        facts.word(FactName.BODY, ClientRules.Body.class));
  }

  private static Lives lives(FactReader facts) {
    return new Lives(
        facts.life(FactName.ACCESS_LIFE),
        facts.life(FactName.REFRESH_IDLE_LIFE),
        facts.life(FactName.REFRESH_ABSOLUTE_LIFE),
        facts.lifeIfAny(FactName.TESTING_LIFE),
        facts.word(FactName.EXPIRES_IN, Lives.ExpiresIn.class),
        facts.texts(FactName.REFRESH_EXPIRY_FIELDS),
        facts.life(FactName.EARLIEST_REFRESH));
  }

  private static Replays replays(FactReader facts) {
    return new Replays(
        facts.word(FactName.ROTATION, Replays.Rotation.class),
        facts.life(FactName.REUSE_GRACE),
        facts.word(FactName.REUSE_CONSEQUENCE, ReuseConsequence.class),
        facts.truth(FactName.INTROSPECTS_REFRESH_TOKENS));
  }

  private static List<ErrorShape> errors(Object value) {
    return Node.list("errors", value).stream()
        .map(item -> Node.of("errors", item))
        .map(
            error ->
                new ErrorShape(
                    (Integer) error.value("status"), error.text("error"), error.text("meaning")))
        .toList();
  }
}
