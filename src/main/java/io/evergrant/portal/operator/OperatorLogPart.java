package io.evergrant.portal.operator;

import io.evergrant.domain.audit.OperatorEntry;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.NotFound;
import io.evergrant.portal.frame.Query;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.usecase.tenant.ReadOperatorLog;
import io.evergrant.usecase.tenant.ReadOperatorLog.Page;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The operators' log on their page: the newest, or what is older than the address says. */
@Named("operatorLog")
@RequestScoped
public class OperatorLogPart {
  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private ReadOperatorLog log;

  private @Nullable Page page;

  @PostConstruct
  void load() {
    var before = here.parameter("before");
    if (!before.matches("\\d{0,18}")) {
      throw new NotFound();
    }
    page = log.page(me.member(), before.isEmpty() ? null : Long.valueOf(before));
  }

  public List<OperatorEntry> getRows() {
    return Objects.requireNonNull(page).entries();
  }

  /** In the order of their names. */
  public List<Map.Entry<String, String>> details(OperatorEntry entry) {
    return List.copyOf(new TreeMap<>(entry.details()).entrySet());
  }

  public boolean isNewest() {
    return here.parameter("before").isEmpty();
  }

  /** Empty where there is nothing older. */
  public String getOlder() {
    return Objects.requireNonNull(page).more()
        ? "/operator" + new Query().with("before", getRows().getLast().number()) + "#log"
        : "";
  }
}
