package io.evergrant.portal.operator;

import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.member.LinkPost;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.tenant.FoundTenant;
import io.evergrant.usecase.tenant.FoundTenant.Founded;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes an organisation. Its first admin's link is mailed, or part of this one response. */
@Named("tenantNewPage")
@RequestScoped
public class TenantNewPage {
  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private FoundTenant tenants;
  @Inject private LinkPost post;

  private final Map<String, String> problems = new HashMap<>();
  private Founded.@Nullable Link link;

  public void create() {
    var mailed = post.isAsked();
    switch (tenants.found(me.member(), value("slug"), value("name"), value("email"), mailed)) {
      case Founded.Link made -> made(made);
      case Founded.NoName no -> refuse("name", text.of("tenant.problem.name", no.longest()));
      case Founded.NoSlug no -> refuse("slug", text.of("tenant.problem.slug"));
      case Founded.SlugTaken no -> refuse("slug", text.of("tenant.problem.slug_taken"));
      case Founded.NoAddress no -> refuse("email", text.of("member.problem.email"));
      case Founded.EmailTaken no -> refuse("email", text.of("member.problem.taken"));
    }
  }

  private void made(Founded.Link made) {
    var onwards = "/operator/organisations/" + made.tenant();
    if (post.isLeft(made.tenant(), made.admin(), made.address(), onwards)) {
      link = made;
    }
  }

  private void refuse(String field, String why) {
    problems.put(field, why);
    notes.say(Tone.BAD, text.of("tenant.invalid"));
  }

  public String value(String field) {
    return here.parameter(field);
  }

  public String problem(String field) {
    return problems.getOrDefault(field, "");
  }

  public boolean isMade() {
    return link != null;
  }

  /** Shown once. */
  public String getAddress() {
    return link == null ? "" : link.address().toString();
  }

  public String getId() {
    return link == null ? "" : link.tenant().toString();
  }
}
