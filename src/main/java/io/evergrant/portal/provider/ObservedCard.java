package io.evergrant.portal.provider;

import io.evergrant.domain.observed.Agreement;
import io.evergrant.domain.observed.Comparison;
import io.evergrant.domain.observed.Trait;
import io.evergrant.domain.provider.Provider;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.provider.ObserveProvider;
import io.evergrant.usecase.provider.ObserveProvider.Observed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What was declared of a provider beside what its grants show, on the provider's page. */
@Named("observedCard")
@RequestScoped
public class ObservedCard {
  @Inject private SignedInMember me;
  @Inject private Sentences text;
  @Inject private ProviderPage page;
  @Inject private ObservedWords words;
  @Inject private ObserveProvider observing;

  private @Nullable Observed observed;

  private Observed observed() {
    var found = observed;
    if (found == null) {
      found = observing.observe(me.member(), provider());
      observed = found;
    }
    return found;
  }

  private Provider provider() {
    return page.getProvider();
  }

  /** What endangers grants first. */
  public List<ObservedRow> getRows() {
    return observed().comparisons().stream().map(this::row).toList();
  }

  /** Whether there is a warning for the top of the page. */
  public boolean isDangerous() {
    return observed().comparisons().stream()
        .anyMatch(one -> one.agreement() == Agreement.ENDANGERS);
  }

  public String getSample() {
    var seen = observed().seen();
    return text.with("observed.sample", seen.refreshes(), (long) seen.grants());
  }

  /** Of the first consent among those grants; null where there is none. */
  public @Nullable Instant getSince() {
    return observed().seen().since();
  }

  private ObservedRow row(Comparison one) {
    var declared = words.declared(one.trait(), provider(), observed().declared());
    return new ObservedRow(
        one.trait().code(),
        text.of("observed.trait." + one.trait().code()),
        declared.isEmpty() ? text.of("observed.nobody") : declared,
        declared.isEmpty() ? "" : by(one.trait()),
        one.agreement() == Agreement.NOT_SEEN
            ? text.of("observed.nothing")
            : words.seen(one.trait(), observed().seen()),
        tone(one.agreement()),
        text.of("observed.agreement." + code(one.agreement())),
        one.mend().isEmpty()
            ? ""
            : text.with(
                "observed.mend." + one.trait().code() + "." + one.mend(),
                words.seen(one.trait(), observed().seen())),
        one.mend().isEmpty() ? "" : place(one.trait()));
  }

  private String by(Trait trait) {
    var policy = provider().policy();
    var registered =
        switch (trait) {
          case REUSE, SCOPES -> true;
          case IDLE_LIFE -> policy.idleLimit() != null;
          case ABSOLUTE_LIFE -> policy.absoluteLimit() != null;
          case ROTATION, ACCESS_LIFE, EXPIRES_IN -> false;
        };
    return text.of(registered ? "observed.by.registration" : "observed.by.catalogue");
  }

  private static String place(Trait trait) {
    return switch (trait) {
      case ROTATION, REUSE -> "#reuse";
      case IDLE_LIFE -> "#idleLimit";
      case ABSOLUTE_LIFE -> "#absoluteLimit";
      case SCOPES -> "#scope";
      case ACCESS_LIFE, EXPIRES_IN -> "";
    };
  }

  private static String tone(Agreement agreement) {
    return switch (agreement) {
      case ENDANGERS -> "bad";
      case DIFFERS -> "warn";
      case NOT_DECLARED -> "idle";
      case TOO_FEW, NOT_SEEN -> "wait";
      case AGREES -> "good";
    };
  }

  private static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
