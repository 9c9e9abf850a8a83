package io.evergrant.portal.operator;

import io.evergrant.domain.tenant.Tenancy;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.domain.tenant.TenantStatus;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.NotFound;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.member.LinkPost;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.tenant.EndTenant;
import io.evergrant.usecase.tenant.EndTenant.Ended;
import io.evergrant.usecase.tenant.FoundTenant;
import io.evergrant.usecase.tenant.FoundTenant.Founded;
import io.evergrant.usecase.tenant.ReadTenants;
import io.evergrant.usecase.tenant.ReadTenants.InFull;
import io.evergrant.usecase.tenant.SuspendTenant;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One organisation: how it stands, how much there is of it, and its end. */
@Named("tenantPage")
@RequestScoped
public class TenantPage {
  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private ReadTenants tenants;
  @Inject private SuspendTenant suspend;
  @Inject private EndTenant end;
  @Inject private FoundTenant found;
  @Inject private LinkPost post;

  private @Nullable InFull full;
  private String problem = "";
  private String linkProblem = "";
  private String address = "";

  public void load() {
    full = tenants.find(me.member(), id()).orElseThrow(NotFound::new);
  }

  public InFull getFull() {
    if (full == null) {
      load();
    }
    return Objects.requireNonNull(full);
  }

  public Tenancy getTenancy() {
    return getFull().tenancy();
  }

  public boolean isActive() {
    return getTenancy().status() == TenantStatus.ACTIVE;
  }

  public void suspend() {
    told(suspend.suspend(me.member(), id()), "tenant.suspended");
  }

  public void resume() {
    told(suspend.resume(me.member(), id()), "tenant.resumed");
  }

  private void told(boolean done, String sentence) {
    if (done) {
      notes.sayNext(Tone.GOOD, text.of(sentence));
    } else {
      notes.sayNext(Tone.WARN, text.of("tenant.otherwise"));
    }
    here.go(own());
  }

  public void end() {
    switch (end.end(me.member(), id(), here.parameter("confirm"))) {
      case Ended.Done done -> told(true, "tenant.ended");
      case Ended.Unknown unknown -> throw new NotFound();
      case Ended.NotSuspended other -> told(false, "");
      case Ended.NotConfirmed typed -> problem = text.of("tenant.problem.confirm");
      case Ended.InFlight some -> later(text.of("tenant.in_flight", some.attempts()));
      case Ended.UnderWay some -> later(text.of("tenant.under_way", some.entries()));
      case Ended.NotProved not -> later(text.of("tenant.not_proved"));
    }
  }

  private void later(String sentence) {
    notes.sayNext(Tone.WARN, sentence);
    here.go(own());
  }

  /** Mailed, or shown once, in this response. */
  public void renewLink() {
    found
        .renewLink(me.member(), id(), here.parameter("email"), post.isAsked())
        .ifPresentOrElse(this::made, () -> linkProblem = text.of("tenant.problem.no_admin"));
    load();
  }

  private void made(Founded.Link link) {
    if (post.isLeft(link.tenant(), link.admin(), link.address(), own())) {
      address = link.address().toString();
    }
  }

  public String getAddress() {
    return address;
  }

  public String value(String field) {
    return here.parameter(field);
  }

  public String problem(String field) {
    return field.equals("confirm") ? problem : linkProblem;
  }

  private String own() {
    return "/operator/organisations/" + id();
  }

  private TenantId id() {
    return here.id(TenantId::new);
  }
}
