package io.evergrant.portal.provider;

import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.staged.StagedTest;
import io.evergrant.domain.staged.StagedTestId;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.NotFound;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.connect.ManageLinks;
import io.evergrant.usecase.provider.ReadProviders;
import io.evergrant.usecase.staged.TestProvider;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tests of one provider: one in full, the newest where none is named, and the others. */
@Named("providerTestPage")
@RequestScoped
public class ProviderTestPage {
  private static final int SHOWN = 10;

  /** Seconds after which a browser loads the page again, unless it is told to hold still. */
  private static final int STAGES_PASS = 2;

  private static final int SOMEBODY_CONSENTS = 5;

  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private StageWords words;
  @Inject private ReadProviders reading;
  @Inject private TestProvider testing;
  @Inject private ManageLinks links;

  private @Nullable Provider provider;
  private @Nullable List<StagedTest> tests;
  private @Nullable StagedTest test;

  public void load() {
    test = chosen();
    if (isFollowing()) {
      var seconds = isWaiting() ? SOMEBODY_CONSENTS : STAGES_PASS;
      FacesContext.getCurrentInstance()
          .getExternalContext()
          .setResponseHeader("Refresh", Integer.toString(seconds));
    }
  }

  private @Nullable StagedTest chosen() {
    var asked = here.parameter("run");
    if (asked.isEmpty()) {
      return getTests().isEmpty() ? null : getTests().getFirst();
    }
    try {
      return testing
          .find(me.member(), new StagedTestId(UUID.fromString(asked)))
          .filter(found -> found.provider().equals(getProvider().id()))
          .orElseThrow(NotFound::new);
    } catch (IllegalArgumentException e) {
      throw new NotFound(e);
    }
  }

  public Provider getProvider() {
    var found = provider;
    if (found == null) {
      found = reading.find(me.member(), here.id(ProviderId::new)).orElseThrow(NotFound::new);
      provider = found;
    }
    return found;
  }

  /** Newest first. */
  public List<StagedTest> getTests() {
    var found = tests;
    if (found == null) {
      found = testing.list(me.member(), getProvider().id(), SHOWN);
      tests = found;
    }
    return found;
  }

  /** Null where there was none yet. */
  public @Nullable StagedTest getTest() {
    return test;
  }

  /** For the provider's own page; null where there was none yet. */
  public @Nullable StagedTest getNewest() {
    return getTests().isEmpty() ? null : getTests().getFirst();
  }

  public List<StageRow> getRows() {
    return words.rows(shown());
  }

  private StagedTest shown() {
    return Objects.requireNonNull(test);
  }

  public boolean isUnderWay() {
    return test != null && test.isUnderWay();
  }

  /** Whether the page loads itself again. */
  public boolean isFollowing() {
    return isUnderWay() && here.parameter("hold").isEmpty();
  }

  public boolean isWaiting() {
    return test != null && test.isWaitingForConsent();
  }

  /** Whether a new one can begin. */
  public boolean isIdle() {
    return me.isAdmin() && (getNewest() == null || !getNewest().isUnderWay());
  }

  /** Whether the registration is another one by now. */
  public boolean isOutdated() {
    return test != null && test.version() != getProvider().version();
  }

  /** Where somebody consents; empty for who may not make links, and once it leads nowhere. */
  public String getConsentAddress() {
    var link = test == null ? null : test.link();
    return link == null || !isWaiting() || !me.isAdmin()
        ? ""
        : links.find(me.member(), link).map(found -> links.address(found).reveal()).orElse("");
  }

  public void begin() {
    if (testing.begin(me.member(), getProvider().id()).isEmpty()) {
      throw new NotFound();
    }
    here.go("/providers/" + getProvider().id() + "/test");
  }

  public void stop() {
    var newest = getNewest();
    var done = newest != null && testing.stop(me.member(), newest.id());
    notes.sayNext(
        done ? Tone.GOOD : Tone.WARN, text.of(done ? "staged.stopped" : "provider.already"));
    here.go("/providers/" + getProvider().id() + "/test");
  }
}
