package io.evergrant.portal.catalogue;

import io.evergrant.domain.catalogue.Entry;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.NotFound;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.usecase.provider.ReadCatalogue;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One entry of the catalogue: every fact with its source, or that it is unknown. */
@Named("entryPage")
@RequestScoped
public class EntryPage {
  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private FactWords facts;
  @Inject private ReadCatalogue reading;

  private @Nullable Entry entry;

  public void load() {
    entry = reading.find(me.member(), here.variable()).orElseThrow(NotFound::new);
  }

  public Entry getEntry() {
    if (entry == null) {
      load();
    }
    return Objects.requireNonNull(entry);
  }

  public List<FactRow> getFacts() {
    return facts.rows(getEntry(), reading.today());
  }

  public String getLookedUp() {
    return getEntry().lookedUp().map(Object::toString).orElse("");
  }

  public boolean isStale() {
    return getEntry().isStale(reading.today());
  }
}
