package io.evergrant.adapter.postgresql;

import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.Membership;
import io.evergrant.domain.tenant.Role;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Memberships;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Who belongs to an organisation, in table {@code member}. */
@Singleton
public class MembershipStore implements Memberships {
  private static final String SELECT =
      """
      SELECT m.id, m.tenant_id, m.email, m.display_name, m.role, m.version, m.signed_in_at, m.link_ends_at,
             CASE
               WHEN m.has_password THEN 'ACTIVE'
               WHEN m.link_ends_at > eg_now() THEN 'INVITED'
               ELSE 'LINK_ENDED'
             END AS state
      FROM member m
      WHERE m.tenant_id = :tenant
        AND m.removed_at IS NULL
        AND (CAST(:id AS uuid) IS NULL OR m.id = CAST(:id AS uuid))
      ORDER BY lower(m.email COLLATE pg_c_utf8)
      """;

  private static final String ADD =
      """
      SELECT eg_add_member(:id, :email, :name, :role)
      """;

  /**
   * Changes of an organisation's members take turns: of two admins who demote each other one is
   * last.
   */
  private static final String TAKE_TURN =
      """
      SELECT id
      FROM tenant
      WHERE id = :tenant
      FOR NO KEY UPDATE
      """;

  private static final String IS_LAST_ADMIN =
      """
      SELECT m.role = 'ADMIN'
             AND NOT EXISTS (
               SELECT FROM member other
               WHERE other.tenant_id = m.tenant_id
                 AND other.id <> m.id
                 AND other.role = 'ADMIN'
                 AND other.has_password
                 AND other.removed_at IS NULL)
      FROM member m
      WHERE m.tenant_id = :tenant
        AND m.id = :id
        AND m.version = :version
        AND m.removed_at IS NULL
      """;

  private static final String CHANGE_ROLE =
      """
      SELECT eg_change_role(:id, :version, :role)
      """;

  private static final String REMOVE =
      """
      SELECT eg_remove_member(:id, :version)
      """;

  private static final String RENEW_LINK =
      """
      SELECT eg_new_password_link(:id, :version, :hash, :life_ms * interval '1 millisecond')
      """;

  private final Db db;

  @Inject
  public MembershipStore(Db db) {
    this.db = db;
  }

  @Override
  public List<Membership> list(TenantId tenant) {
    return select(tenant, null);
  }

  @Override
  public Optional<Membership> find(TenantId tenant, MemberId id) {
    return select(tenant, id.value()).stream().findFirst();
  }

  private List<Membership> select(TenantId tenant, @Nullable UUID id) {
    var members = new MemberRow();
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(SELECT)
                .bind("tenant", tenant.value())
                .bind("id", id)
                .map((row, context) -> membership(row, members.map(row, context)))
                .list());
  }

  private static Membership membership(ResultSet row, Member member) throws SQLException {
    return new Membership(
        member,
        row.getLong("version"),
        Membership.State.valueOf(Columns.text(row, "state")),
        Columns.maybeInstant(row, "signed_in_at"),
        Columns.maybeInstant(row, "link_ends_at"));
  }

  @Override
  public boolean add(TenantId tenant, Member member) {
    return db.inTenant(
        tenant,
        handle ->
            handle
                .createQuery(ADD)
                .bind("id", member.id().value())
                .bind("email", member.email())
                .bind("name", member.displayName())
                .bind("role", member.role().name())
                .mapTo(Boolean.class)
                .one());
  }

  @Override
  public Changed changeRole(TenantId tenant, MemberId id, long version, Role role) {
    return inTurn(
        tenant,
        id,
        version,
        role != Role.ADMIN,
        handle ->
            handle
                .createQuery(CHANGE_ROLE)
                .bind("id", id.value())
                .bind("version", version)
                .bind("role", role.name())
                .mapTo(Boolean.class)
                .one());
  }

  @Override
  public Changed remove(TenantId tenant, MemberId id, long version) {
    return inTurn(
        tenant,
        id,
        version,
        true,
        handle ->
            handle
                .createQuery(REMOVE)
                .bind("id", id.value())
                .bind("version", version)
                .mapTo(Boolean.class)
                .one());
  }

  @Override
  public Changed renewLink(TenantId tenant, MemberId id, long version, Link link, boolean lastToo) {
    return inTurn(
        tenant,
        id,
        version,
        !lastToo,
        handle ->
            handle
                .createQuery(RENEW_LINK)
                .bind("id", id.value())
                .bind("version", version)
                .bind("hash", link.hash())
                .bind("life_ms", link.life().toMillis())
                .mapTo(Boolean.class)
                .one());
  }

  /**
   * One change at a time.
   *
   * @param takesAdmin whether an admin is none any more, or cannot sign in for a while
   */
  private Changed inTurn(
      TenantId tenant,
      MemberId id,
      long version,
      boolean takesAdmin,
      Function<Handle, Boolean> change) {
    return db.inTenant(
        tenant,
        handle -> {
          handle.createQuery(TAKE_TURN).bind("tenant", tenant.value()).mapTo(UUID.class).one();
          var last =
              handle
                  .createQuery(IS_LAST_ADMIN)
                  .bind("tenant", tenant.value())
                  .bind("id", id.value())
                  .bind("version", version)
                  .mapTo(Boolean.class)
                  .findOne();
          if (last.isPresent() && last.get() && takesAdmin) {
            return Changed.LAST_ADMIN;
          }
          return last.isPresent() && change.apply(handle) ? Changed.DONE : Changed.MEANWHILE;
        });
  }
}
