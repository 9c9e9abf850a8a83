package io.evergrant.portal.apikey;

import io.evergrant.domain.apikey.ApiScope;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.apikey.KeyDraft;
import io.evergrant.usecase.apikey.KeyProblem;
import io.evergrant.usecase.apikey.ManageKeys;
import io.evergrant.usecase.apikey.ManageKeys.Made;
import io.evergrant.usecase.provider.ReadProviders;
import io.evergrant.usecase.provider.ReadProviders.WithGrants;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a key. Its secret is part of this one response: no session holds it, and no redirect
 * follows. Sending the form again makes no second key, because the name is taken then.
 */
@Named("keyNewPage")
@RequestScoped
public class KeyNewPage {
  private static final List<String> DAYS = List.of("30", "90", "365", Here.ANY);
  private static final String USUAL = "90";

  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private ManageKeys keys;
  @Inject private ReadProviders providers;

  private final Map<String, String> problems = new HashMap<>();
  private Made.@Nullable Done made;

  public void create() {
    var draft =
        new KeyDraft(
            here.parameter("name"),
            Arrays.stream(ApiScope.values()).filter(this::isChosen).collect(Collectors.toSet()),
            here.choice("provider"),
            here.parameter("addresses"),
            life());
    switch (keys.create(me.member(), draft)) {
      case Made.Done done -> made = done;
      case Made.Refused refused -> {
        refused.problems().forEach(this::refuse);
        notes.say(Tone.BAD, text.of("key.invalid"));
      }
    }
  }

  private void refuse(KeyProblem problem) {
    problems.put(
        problem.field(), text.of("key.problem." + problem.why().name().toLowerCase(Locale.ROOT)));
  }

  private @Nullable Duration life() {
    var days = getDays();
    return days.equals(Here.ANY) ? null : Duration.ofDays(Long.parseLong(days));
  }

  public boolean isMade() {
    return made != null;
  }

  /** Shown once. */
  public String getSecret() {
    return made == null ? "" : made.secret().reveal();
  }

  public String getId() {
    return made == null ? "" : made.id().toString();
  }

  public String value(String field) {
    return here.parameter(field);
  }

  public String problem(String field) {
    return problems.getOrDefault(field, "");
  }

  public List<ApiScope> getScopes() {
    return List.of(ApiScope.values());
  }

  /** For the page: «checked», or no attribute. */
  public @Nullable String checked(ApiScope scope) {
    return isChosen(scope) ? "checked" : null;
  }

  private boolean isChosen(ApiScope scope) {
    return !here.parameter("scope-" + scope.code()).isEmpty();
  }

  public List<WithGrants> getProviders() {
    return providers.list(me.member());
  }

  public String getProvider() {
    return here.parameter("provider");
  }

  public List<String> getLives() {
    return DAYS;
  }

  public String getDays() {
    var asked = here.parameter("days");
    return DAYS.contains(asked) ? asked : USUAL;
  }
}
