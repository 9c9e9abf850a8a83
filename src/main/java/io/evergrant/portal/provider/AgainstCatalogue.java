package io.evergrant.portal.provider;

import io.evergrant.domain.catalogue.Entry;
import io.evergrant.domain.catalogue.FactName;
import io.evergrant.domain.catalogue.Life;
import io.evergrant.domain.provider.Provider;
import io.evergrant.portal.catalogue.FactWords;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.portal.text.Words;
import io.evergrant.usecase.provider.ReadCatalogue;
import io.evergrant.usecase.provider.Span;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a registration and the catalogue's entry of the same provider do not say the same. */
@RequestScoped
public class AgainstCatalogue {
  @Inject private SignedInMember me;
  @Inject private Sentences text;
  @Inject private Words words;
  @Inject private FactWords facts;
  @Inject private ReadCatalogue reading;

  Optional<Entry> entry(Provider provider) {
    return reading.of(me.member(), provider);
  }

  List<Difference> differences(Provider provider, Entry entry) {
    var policy = provider.policy();
    var found = new ArrayList<Difference>();
    life(FactName.REFRESH_IDLE_LIFE, policy.idleLimit(), entry.lives().idle().known(), found);
    life(
        FactName.REFRESH_ABSOLUTE_LIFE,
        policy.absoluteLimit(),
        entry.lives().absolute().known(),
        found);
    entry
        .replays()
        .consequence()
        .known()
        .filter(known -> known != policy.reuse())
        .ifPresent(
            known ->
                found.add(
                    new Difference(
                        facts.name(FactName.REUSE_CONSEQUENCE),
                        text.of("choice.reuse." + words.code(policy.reuse())),
                        text.of("choice.reuse." + words.code(known)))));
    entry
        .replays()
        .grace()
        .known()
        .flatMap(Life::limit)
        .filter(known -> policy.reuseGrace().compareTo(known) > 0)
        .ifPresent(
            known ->
                found.add(
                    new Difference(
                        facts.name(FactName.REUSE_GRACE),
                        text.of("seconds", policy.reuseGrace().toSeconds()),
                        text.of("seconds", known.toSeconds()))));
    return found;
  }

  private void life(
      FactName name, @Nullable Duration declared, Optional<Life> known, List<Difference> found) {
    known
        .flatMap(Life::limit)
        .filter(limit -> !limit.equals(declared))
        .ifPresent(
            limit ->
                found.add(
                    new Difference(
                        facts.name(name),
                        declared == null ? text.of("provider.limit.unknown") : Span.write(declared),
                        Span.write(limit))));
  }

  /** A fact, as it was registered and as the catalogue has it. */
  public record Difference(String name, String here, String there) {}
}
