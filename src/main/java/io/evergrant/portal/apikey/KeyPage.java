package io.evergrant.portal.apikey;

import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.NotFound;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.apikey.ManageKeys;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One key. Rotating shows the new secret in this one response; sending the form again changes
 * nothing, because it names the generation that it replaced.
 */
@Named("keyPage")
@RequestScoped
public class KeyPage {
  private static final List<String> OVERLAPS = List.of("24", "168", "1", "0");

  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private ManageKeys keys;
  @Inject private KeyViews views;

  private @Nullable KeyView view;
  private @Nullable ApiKeySecret secret;

  public void load() {
    view = views.of(keys.find(me.member(), id()).orElseThrow(NotFound::new));
  }

  public KeyView getView() {
    if (view == null) {
      load();
    }
    return Objects.requireNonNull(view);
  }

  public void rotate() {
    var rotated = keys.rotate(me.member(), id(), generation(), overlap());
    rotated.ifPresentOrElse(
        made -> secret = made, () -> notes.say(Tone.WARN, text.of("key.already")));
    load();
  }

  public void revoke() {
    var done = keys.revoke(me.member(), id());
    notes.sayNext(done ? Tone.GOOD : Tone.WARN, text.of(done ? "key.revoked.done" : "key.already"));
    here.go("/keys/" + id());
  }

  public boolean isRotated() {
    return secret != null;
  }

  /** Shown once. */
  public String getSecret() {
    return secret == null ? "" : secret.reveal();
  }

  public List<String> getOverlaps() {
    return OVERLAPS;
  }

  private Duration overlap() {
    var asked = here.parameter("overlap");
    return Duration.ofHours(Long.parseLong(OVERLAPS.contains(asked) ? asked : OVERLAPS.get(0)));
  }

  private long generation() {
    try {
      return Long.parseLong(here.parameter("generation"));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private ApiKeyId id() {
    return here.id(ApiKeyId::new);
  }
}
