package io.evergrant.portal.grant;

import io.evergrant.domain.catalogue.Entry;
import io.evergrant.domain.catalogue.Fact;
import io.evergrant.domain.catalogue.Life;
import io.evergrant.domain.grant.Deadline;
import io.evergrant.domain.grant.Grant;
import io.evergrant.domain.provider.Provider;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.portal.text.Words;
import io.evergrant.usecase.provider.ReadCatalogue;
import io.evergrant.usecase.provider.ReadProviders;
import io.evergrant.usecase.provider.Span;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When a grant ends, who says so, and whether a refresh moves it. */
@RequestScoped
public class Deadlines {
  @Inject private SignedInMember me;
  @Inject private Sentences text;
  @Inject private Words words;
  @Inject private ReadProviders providers;
  @Inject private ReadCatalogue catalogue;

  List<Line> of(Grant grant) {
    return providers
        .find(me.member(), grant.provider())
        .map(provider -> lines(grant, provider))
        .orElse(List.of());
  }

  private List<Line> lines(Grant grant, Provider provider) {
    var entry = catalogue.of(me.member(), provider);
    return Deadline.of(grant, provider.policy()).stream().map(end -> line(end, entry)).toList();
  }

  private Line line(Deadline end, Optional<Entry> entry) {
    return new Line(
        text.of("deadline." + words.code(end.kind())),
        end.at(),
        source(end, entry),
        text.of("deadline.moves." + words.code(end.moves())));
  }

  /** What the catalogue says too was taken from there, or confirmed by it. */
  private String source(Deadline end, Optional<Entry> entry) {
    var limit = end.limit();
    if (limit == null) {
      return text.of("deadline.by.provider");
    }
    if (end.kind() == Deadline.Kind.RENEWAL) {
      return text.of("deadline.by.rule", Span.write(limit));
    }
    var declared = entry.flatMap(known -> life(end.kind(), known).known()).flatMap(Life::limit);
    var span = Span.write(limit);
    if (declared.isEmpty()) {
      return text.of("deadline.by.admin", span);
    }
    return declared.get().equals(limit)
        ? text.of("deadline.by.catalogue", span)
        : text.of("deadline.by.admin_against", span, Span.write(declared.get()));
  }

  private static Fact<Life> life(Deadline.Kind kind, Entry entry) {
    return switch (kind) {
      case REPORTED, ABSOLUTE, RENEWAL -> entry.lives().absolute();
      case IDLE -> entry.lives().idle();
    };
  }

  /** One of them in words. */
  public record Line(String name, Instant at, String source, String moves) {}
}
