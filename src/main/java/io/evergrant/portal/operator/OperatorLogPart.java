package io.evergrant.portal.operator;

import io.evergrant.domain.audit.OperatorEntry;
import io.evergrant.portal.frame.Here;
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
    page = log.page(me.member(), before());
  }

  /** What is no number asks for the newest. */
  private @Nullable Long before() {
    var before = here.parameter("before");
    return before.matches("\\d{1,18}") ? Long.valueOf(before) : null;
  }

  public List<OperatorEntry> getRows() {
    return Objects.requireNonNull(page).entries();
  }

  /** In the order of their names. */
  public List<Map.Entry<String, String>> details(OperatorEntry entry) {
    return List.copyOf(new TreeMap<>(entry.details()).entrySet());
  }

  public boolean isNewest() {
    return before() == null;
  }

  /** Empty where there is nothing older. */
  public String getOlder() {
    return Objects.requireNonNull(page).more()
        ? "/operator" + new Query().with("before", getRows().getLast().number()) + "#log"
        : "";
  }
}
