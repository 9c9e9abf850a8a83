package io.evergrant.portal.audit;

import io.evergrant.domain.audit.AuditExport;
import io.evergrant.domain.audit.ExportId;
import io.evergrant.domain.audit.ExportState;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.NotFound;
import io.evergrant.portal.frame.Notes;
import io.evergrant.portal.frame.Notes.Tone;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.usecase.audit.ManageExports;
import io.evergrant.usecase.audit.ManageExports.Linked;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One export. A link to it is shown in the response that made it, and in no other; to download it
 * here is to follow such a link at once.
 */
@Named("exportPage")
@RequestScoped
public class ExportPage {
  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Notes notes;
  @Inject private Sentences text;
  @Inject private ManageExports exports;

  private @Nullable AuditExport export;
  private Linked.@Nullable Made link;

  public void load() {
    export = exports.find(me.member(), here.id(ExportId::new)).orElseThrow(NotFound::new);
  }

  public AuditExport getExport() {
    if (export == null) {
      load();
    }
    return Objects.requireNonNull(export);
  }

  public void download() {
    if (made() instanceof Linked.Made made) {
      here.go("/export/" + made.secret().reveal());
    }
  }

  public void share() {
    if (made() instanceof Linked.Made made) {
      link = made;
    }
  }

  private Linked made() {
    var made = exports.link(me.member(), getExport().id());
    if (made instanceof Linked.NotThere) {
      throw new NotFound();
    }
    if (made instanceof Linked.NotReady) {
      notes.say(Tone.WARN, text.of("export.not_ready"));
    }
    return made;
  }

  public boolean isReady() {
    return getExport().state() == ExportState.READY;
  }

  public boolean isUnderWay() {
    var state = getExport().state();
    return state == ExportState.WAITING || state == ExportState.RUNNING;
  }

  public Linked.@Nullable Made getLink() {
    return link;
  }

  /** Shown once; empty where none was made. */
  public String getAddress() {
    return link == null ? "" : link.address().reveal();
  }

  /** How much there is, for a person. */
  public String getSize() {
    var bytes = getExport().progress().bytes();
    return bytes < 1_000_000
        ? text.of("export.size.kb", (bytes + 999) / 1_000)
        : text.of("export.size.mb", (bytes + 999_999) / 1_000_000);
  }

  /** How many events lie under no checkpoint. */
  public long getUnsigned() {
    var extent = getExport().extent();
    return extent == null
        ? 0
        : Math.max(0, extent.upTo() - Math.max(extent.signedUpTo(), extent.after()));
  }
}
