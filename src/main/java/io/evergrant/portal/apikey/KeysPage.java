package io.evergrant.portal.apikey;

import io.evergrant.portal.frame.SignedInMember;
import io.evergrant.usecase.apikey.ManageKeys;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** All keys of the organisation, revoked ones last. */
@Named("keysPage")
@RequestScoped
public class KeysPage {
  @Inject private SignedInMember me;
  @Inject private ManageKeys keys;
  @Inject private KeyViews views;

  private List<KeyView> rows = List.of();

  @PostConstruct
  void load() {
    rows = keys.list(me.member()).stream().map(views::of).toList();
  }

  public List<KeyView> getRows() {
    return rows;
  }
}
