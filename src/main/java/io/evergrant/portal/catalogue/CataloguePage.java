package io.evergrant.portal.catalogue;

import io.evergrant.domain.catalogue.Entry;
import io.evergrant.domain.catalogue.Group;
import io.evergrant.portal.frame.Here;
import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.portal.text.Sentences;
import io.evergrant.portal.text.Words;
import io.evergrant.usecase.provider.ReadCatalogue;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The entries that a search leaves, in groups; a page of its own and a part of another. */
@Named("cataloguePage")
@RequestScoped
public class CataloguePage {
  @Inject private SignedInMember me;
  @Inject private Here here;
  @Inject private Sentences text;
  @Inject private Words words;
  @Inject private ReadCatalogue reading;

  private @Nullable List<GroupRow> groups;

  public String getQuery() {
    return here.parameter("q");
  }

  public List<GroupRow> getGroups() {
    var made = groups;
    if (made == null) {
      made =
          Arrays.stream(Group.values())
              .map(this::group)
              .filter(g -> !g.entries().isEmpty())
              .toList();
      groups = made;
    }
    return made;
  }

  private GroupRow group(Group group) {
    var today = reading.today();
    return new GroupRow(
        text.of("catalogue.group." + words.code(group)),
        reading.list(me.member()).stream()
            .filter(entry -> entry.group() == group && matches(entry))
            .map(entry -> EntryRow.of(entry, today))
            .toList());
  }

  private boolean matches(Entry entry) {
    var asked = getQuery().toLowerCase(Locale.ROOT);
    return entry.name().toLowerCase(Locale.ROOT).contains(asked)
        || entry.id().value().contains(asked);
  }
}
