package io.evergrant.adapter.postgresql;

import io.evergrant.domain.grant.Trigger;
import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.ApiKeyId;
import io.evergrant.domain.tenant.MemberId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Whoever asked for a refresh, as columns; all null where nobody did, and the timer begins it. */
record AskerColumns(@Nullable String trigger, @Nullable String name, @Nullable UUID id) {
  private static final AskerColumns NOBODY = new AskerColumns(null, null, null);

  static AskerColumns of(Actor actor) {
    return switch (actor) {
      case Actor.Person person ->
          new AskerColumns(Trigger.PERSON.name(), person.email(), person.id().value());
      case Actor.ApiKey key -> new AskerColumns(Trigger.API.name(), key.name(), key.id().value());
      case Actor.Timer timer -> NOBODY;
      case Actor.Portal portal -> NOBODY;
      case Actor.Link link -> NOBODY;
      case Actor.Anonymous anonymous -> NOBODY;
    };
  }

  /** Null where nobody asked, or an older release did not keep who it was. */
  static @Nullable Actor actor(ResultSet row, Trigger trigger) throws SQLException {
    var id = Columns.maybeUuid(row, "actor_id");
    var name = Columns.maybeText(row, "actor");
    if (id == null || name == null) {
      return null;
    }
    return switch (trigger) {
      case PERSON -> new Actor.Person(new MemberId(id), name);
      case API -> new Actor.ApiKey(new ApiKeyId(id), name);
      case TIMER, RECOVERY, CONSENT, IMPORT -> null;
    };
  }

  <S extends SqlStatement<S>> S bind(S statement) {
    return statement.bind("asked_trigger", trigger).bind("asked_by", name).bind("asker_id", id);
  }
}
