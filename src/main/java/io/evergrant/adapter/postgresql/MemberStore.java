package io.evergrant.adapter.postgresql;

import io.evergrant.domain.tenant.LanguageTag;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.MemberId;
import io.evergrant.domain.tenant.OwnSettings;
import io.evergrant.domain.tenant.Tenant;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.Members;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** People and organisations. Signing in knows no tenant yet, so it asks the listed functions. */
@Singleton
public class MemberStore implements Members {
  private static final String BY_EMAIL =
      """
      SELECT *
      FROM eg_member_by_email(:email)
      """;

  private static final String BY_ID =
      """
      SELECT *
      FROM eg_member_by_id(:id, :sessions)
      """;

  private static final String BY_LINK =
      """
      SELECT *
      FROM eg_member_by_link(:link_hash)
      """;

  private static final String LIST =
      """
      SELECT id, tenant_id, email, display_name, role
      FROM member
      WHERE tenant_id = :tenant
        AND removed_at IS NULL
      ORDER BY lower(email COLLATE pg_c_utf8)
      """;

  private static final String TENANT =
      """
      SELECT id, slug, name
      FROM tenant
      WHERE id = :tenant
      """;

  private static final String FIRST_OPERATOR =
      """
      SELECT eg_first_operator(:id, :email, :link_hash, :life_ms * interval '1 millisecond')
      """;

  private final Db db;

  @Inject
  public MemberStore(Db db) {
    this.db = db;
  }

  @Override
  public Optional<Credentials> findByEmail(String email) {
    var members = new MemberRow();
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(BY_EMAIL)
                .bind("email", email)
                .map(
                    (row, context) ->
                        new Credentials(
                            members.map(row, context),
                            Columns.maybeText(row, "password_hash"),
                            row.getBoolean("resting"),
                            row.getBoolean("suspended"),
                            row.getLong("sessions"),
                            Columns.maybeLanguage(row, "language")))
                .findOne());
  }

  @Override
  public Optional<Known> find(MemberId id, long sessions) {
    var members = new MemberRow();
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(BY_ID)
                .bind("id", id.value())
                .bind("sessions", sessions)
                .map(
                    (row, context) ->
                        new Known(
                            members.map(row, context),
                            new OwnSettings(
                                Columns.maybeZone(row, "zone"), row.getLong("own_version"))))
                .findOne());
  }

  @Override
  public List<Member> list(TenantId tenant) {
    return db.inTenant(
        tenant,
        handle ->
            handle.createQuery(LIST).bind("tenant", tenant.value()).map(new MemberRow()).list());
  }

  @Override
  public Optional<Tenant> tenant(TenantId id) {
    return db.inTenant(
        id,
        handle ->
            handle
                .createQuery(TENANT)
                .bind("tenant", id.value())
                .map(
                    (row, context) ->
                        new Tenant(
                            new TenantId(Columns.uuid(row, "id")),
                            Columns.text(row, "slug"),
                            Columns.text(row, "name")))
                .findOne());
  }

  @Override
  public void signInFailed(MemberId id) {
    call("SELECT eg_sign_in_failed(:id)", id);
  }

  @Override
  public boolean refusedAtRest(MemberId id) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery("SELECT eg_refused_at_rest(:id)")
                .bind("id", id.value())
                .mapTo(Boolean.class)
                .one());
  }

  @Override
  public void signedIn(MemberId id) {
    call("SELECT eg_signed_in(:id)", id);
  }

  @Override
  public void chooseLanguage(MemberId id, LanguageTag language) {
    db.acrossTenants(
        handle ->
            handle
                .createQuery("SELECT eg_choose_language(:id, :language)")
                .bind("id", id.value())
                .bind("language", language.value())
                .mapTo(Boolean.class)
                .one());
  }

  @Override
  public boolean chooseZone(MemberId id, @Nullable ZoneId zone, long seen) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery("SELECT eg_choose_zone(:id, CAST(:zone AS text), :seen)")
                .bind("id", id.value())
                .bind("zone", zone == null ? null : zone.getId())
                .bind("seen", seen)
                .mapTo(Boolean.class)
                .one());
  }

  private void call(String statement, MemberId id) {
    db.acrossTenants(
        handle ->
            handle.createQuery(statement).bind("id", id.value()).map((row, context) -> true).one());
  }

  @Override
  public boolean firstOperator(MemberId id, String email, String linkHash, Duration life) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery(FIRST_OPERATOR)
                .bind("id", id.value())
                .bind("email", email)
                .bind("link_hash", linkHash)
                .bind("life_ms", life.toMillis())
                .mapTo(Boolean.class)
                .one());
  }

  @Override
  public Optional<Member> findByLink(String linkHash) {
    return db.acrossTenants(
        handle ->
            handle.createQuery(BY_LINK).bind("link_hash", linkHash).map(new MemberRow()).findOne());
  }

  @Override
  public boolean activate(String linkHash, String passwordHash) {
    return db.acrossTenants(
        handle ->
            handle
                .createQuery("SELECT eg_activate(:link_hash, :password_hash)")
                .bind("link_hash", linkHash)
                .bind("password_hash", passwordHash)
                .mapTo(Boolean.class)
                .one());
  }
}
