package io.evergrant.portal.provider;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.ticket.ApiHost;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.NotFound;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.provider.FieldProblem;
import io.evergrant.usecase.provider.ManageApiHosts;
import io.evergrant.usecase.provider.ManageApiHosts.Changed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The hosts of a provider's API, one a line, as an admin sees and changes them. */
@Named("apiHosts")
@RequestScoped
public class ApiHostsForm {
  private static final String SEEN = "seenHosts";

  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private ManageApiHosts hosts;

  private @Nullable List<ApiHost> known;
  private String problem = "";

  /** What was typed, else what is registered. */
  public String value(String field) {
    var typed = here.request().getParameter(field);
    return typed == null ? joined("\n") : typed;
  }

  public String problem(String field) {
    return problem;
  }

  /**
   * What the form brings back: what is registered; on a page that only tells what is wrong with the
   * typed, what that form had shown.
   */
  public String getSeen() {
    return problem.isEmpty() ? joined(" ") : here.parameter(SEEN);
  }

  public void save() {
    switch (ending()) {
      case Changed.Done done -> {
        notes.sayNext(Tone.GOOD, text.of("provider.hosts.saved"));
        here.go("/providers/" + provider());
      }
      case Changed.NoSuchProvider none -> throw new NotFound();
      case Changed.Invalid bad -> {
        problem = sentence(bad.problems());
        notes.say(Tone.BAD, text.of("provider.invalid"));
      }
      case Changed.ChangedMeanwhile changed ->
          notes.say(Tone.BAD, text.of("provider.hosts.changed_meanwhile", registered()));
    }
  }

  private Changed ending() {
    var by = Steward.of(me.member());
    var wanted = typed().stream().filter(line -> !line.isEmpty()).toList();
    return seen()
        .map(seen -> hosts.replace(by, provider(), seen, wanted))
        .orElseGet(Changed.ChangedMeanwhile::new);
  }

  /**
   * As the form showed them, so that what another admin saved since is not undone unseen; empty
   * where no form of ours could have shown it.
   */
  private Optional<List<ApiHost>> seen() {
    try {
      return Optional.of(
          Arrays.stream(here.parameter(SEEN).split(" "))
              .filter(shown -> !shown.isEmpty())
              .map(ApiHost::parse)
              .toList());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private List<String> typed() {
    var typed = here.request().getParameter("apiHosts");
    return typed == null ? List.of() : typed.lines().map(String::strip).toList();
  }

  /** Places are of those that were sent; a person counts lines, from 1, with the empty ones. */
  private String sentence(List<FieldProblem> problems) {
    var first = problems.getFirst();
    var mend =
        text.of(
            "field.problem." + first.problem().name().toLowerCase(Locale.ROOT),
            ManageApiHosts.MOST);
    var lines = typed();
    var filled =
        IntStream.range(0, lines.size()).filter(line -> !lines.get(line).isEmpty()).toArray();
    var wrong =
        problems.stream()
            .map(FieldProblem::place)
            .filter(Objects::nonNull)
            .map(place -> Integer.toString(filled[place] + 1))
            .collect(Collectors.joining(", "));
    return wrong.isEmpty() ? mend : text.of("provider.hosts.wrong", mend, wrong);
  }

  private String registered() {
    return known().isEmpty() ? text.of("provider.hosts.none") : joined(" ");
  }

  private String joined(String between) {
    return known().stream().map(ApiHost::toString).collect(Collectors.joining(between));
  }

  private List<ApiHost> known() {
    if (known == null) {
      known = hosts.list(Steward.of(me.member()), provider()).orElseThrow(NotFound::new);
    }
    return known;
  }

  private ProviderId provider() {
    return here.id(ProviderId::new);
  }
}
