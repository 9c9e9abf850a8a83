package io.evergrant.usecase.importing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Token dictionaries as client libraries write them, member for member; the tokens are made up.
 * Ends are what must be read from them; null where the dictionary does not say.
 */
final class Dictionaries {
  private Dictionaries() {}

  /** One dictionary, and what is to be read from it. */
  record Sample(
      String from,
      String json,
      @Nullable String access,
      @Nullable String scope,
      @Nullable String expiresAt,
      @Nullable String refreshExpiresAt) {
    @Override
    public String toString() {
      return from;
    }
  }

  private static Sample sample(
      String from,
      String json,
      @Nullable String access,
      @Nullable String scope,
      @Nullable String expiresAt) {
    return new Sample(from, json, access, scope, expiresAt, null);
  }

  static final List<Sample> REQUESTS_OAUTHLIB =
      List.of(
          sample(
              "requests-oauthlib: float from time.time(), scope a list",
              """
              {"access_token":"a1","expires_in":3600,"refresh_token":"r1","scope":["read","write"],
               "token_type":"Bearer","expires_at":1764075600.8231542}\
              """,
              "a1",
              "read write",
              "2025-11-25T13:00:00.823Z"),
          sample(
              "oauthlib 3.3: expires_at is rounded",
              """
              {"access_token":"a1","expires_in":3600,"refresh_token":"r1","scope":["read"],
               "token_type":"Bearer","expires_at":1764075601}\
              """,
              "a1",
              "read",
              "2025-11-25T13:00:01Z"),
          sample(
              "requests-oauthlib: as its guide types it, with a negative life in a string",
              """
              {"access_token":"a1","refresh_token":"r1","token_type":"Bearer","expires_in":"-30"}\
              """,
              "a1",
              null,
              null),
          sample(
              "requests-oauthlib: a provider without expires_in",
              """
              {"access_token":"a1","token_type":"bearer","refresh_token":"r1","scope":["repo"]}\
              """,
              "a1",
              "repo",
              null),
          sample(
              "requests-oauthlib: Google, OpenID Connect",
              """
              {"access_token":"a1","expires_in":3599,"refresh_token":"r1",
               "scope":["https://www.googleapis.com/auth/userinfo.email","openid"],"token_type":"Bearer",
               "id_token":"e30.e30.c2ln","expires_at":1764075599.1}\
              """,
              "a1",
              "https://www.googleapis.com/auth/userinfo.email openid",
              "2025-11-25T12:59:59.100Z"),
          sample(
              "requests-oauthlib: Fitbit keeps the user's id",
              """
              {"access_token":"a1","expires_in":28800,"refresh_token":"r1","scope":["heartrate","sleep"],
               "token_type":"Bearer","user_id":"ABC123","expires_at":1764100800.5}\
              """,
              "a1",
              "heartrate sleep",
              "2025-11-25T20:00:00.500Z"),
          new Sample(
              "requests-oauthlib: Microsoft writes ext_expires_in, QuickBooks the refresh token's"
                  + " life",
              """
              {"token_type":"bearer","scope":["com.intuit.quickbooks.accounting"],"expires_in":3600,
               "ext_expires_in":3600,"access_token":"a1","refresh_token":"r1",
               "x_refresh_token_expires_in":8726400,"refresh_token_expires_in":8726400,
               "expires_at":1764075600}\
              """,
              "a1",
              "com.intuit.quickbooks.accounting",
              "2025-11-25T13:00:00Z",
              "2026-03-06T12:00:00Z"),
          sample(
              "requests-oauthlib: an empty scope is a list of one empty word",
              """
              {"access_token":"a1","refresh_token":"r1","expires_in":"3600","token_type":"Bearer",
               "scope":[""],"expires_at":1764075600.0}\
              """,
              "a1",
              "",
              "2025-11-25T13:00:00Z"),
          sample(
              "requests-oauthlib: in exponents, as another JSON writer puts a float",
              """
              {"access_token":"a1","refresh_token":"r1","expires_at":1.7640756005E9}\
              """,
              "a1",
              null,
              "2025-11-25T13:00:00.500Z"),
          sample(
              "requests-oauthlib: dumped from a session store, everything text",
              """
              {"access_token":"a1","refresh_token":"r1","expires_in":"3600","token_type":"Bearer",
               "expires_at":"1764075600.25"}\
              """,
              "a1",
              null,
              "2025-11-25T13:00:00.250Z"),
          sample(
              "requests-oauthlib: offline only, no access token",
              """
              {"refresh_token":"r1","token_type":"Bearer"}\
              """,
              null,
              null,
              null));

  static final List<Sample> AUTHLIB =
      List.of(
          sample(
              "Authlib: expires_at is int(time.time()) + life, scope a string",
              """
              {"access_token":"a1","token_type":"Bearer","expires_in":3600,"refresh_token":"r1",
               "scope":"openid email","expires_at":1764075600}\
              """,
              "a1",
              "openid email",
              "2025-11-25T13:00:00Z"),
          sample(
              "Authlib: the Flask model's row",
              """
              {"access_token":"a1","refresh_token":"r1","token_type":"bearer","expires_at":1764075600}\
              """,
              "a1",
              null,
              "2025-11-25T13:00:00Z"),
          sample(
              "Authlib: a model whose columns are empty",
              """
              {"access_token":"a1","refresh_token":"r1","token_type":"","expires_at":0,"scope":""}\
              """,
              "a1",
              null,
              null),
          sample(
              "Authlib: nulls from a database",
              """
              {"access_token":null,"refresh_token":"r1","token_type":null,"expires_at":null,"scope":null}\
              """,
              null,
              null,
              null),
          sample(
              "Authlib: the server mixin's row counts from issued_at",
              """
              {"access_token":"a1","refresh_token":"r1","token_type":"Bearer","scope":"profile",
               "issued_at":1764072000,"expires_in":3600,"access_token_revoked_at":0,
               "refresh_token_revoked_at":0}\
              """,
              "a1",
              "profile",
              "2025-11-25T13:00:00Z"),
          new Sample(
              "Authlib: Keycloak, both lives",
              """
              {"access_token":"a1","expires_in":300,"refresh_expires_in":1800,"refresh_token":"r1",
               "token_type":"Bearer","not-before-policy":0,"session_state":"s","scope":"openid",
               "expires_at":4102444800}\
              """,
              "a1",
              "openid",
              "2100-01-01T00:00:00Z",
              "2100-01-01T00:25:00Z"),
          sample(
              "Authlib: Keycloak, offline: the refresh token has no end",
              """
              {"access_token":"a1","expires_in":300,"refresh_expires_in":0,"refresh_token":"r1",
               "token_type":"Bearer","scope":"openid offline_access","expires_at":1764072300}\
              """,
              "a1",
              "openid offline_access",
              "2025-11-25T12:05:00Z"),
          sample(
              "Authlib: with the user's claims beside it, as parse_id_token leaves them",
              """
              {"access_token":"a1","token_type":"Bearer","expires_in":3600,"refresh_token":"r1",
               "scope":"openid","expires_at":1764075600,"userinfo":{"sub":"s1","email":"a@b.c",
               "address":{"country":"DE"}},"id_token":"e30.e30.c2ln"}\
              """,
              "a1",
              "openid",
              "2025-11-25T13:00:00Z"),
          sample(
              "Authlib: commas between scopes, as GitHub and Slack answer",
              """
              {"access_token":"a1","refresh_token":"r1","scope":"repo,user:email","token_type":"bearer",
               "expires_in":28800,"expires_at":1764100800}\
              """,
              "a1",
              "repo user:email",
              "2025-11-25T20:00:00Z"),
          new Sample(
              "Authlib: GitHub App, the refresh token lives half a year",
              """
              {"access_token":"a1","expires_in":28800,"refresh_token":"r1",
               "refresh_token_expires_in":15897600,"scope":"","token_type":"bearer",
               "expires_at":1764100800}\
              """,
              "a1",
              null,
              "2025-11-25T20:00:00Z",
              "2026-05-28T12:00:00Z"),
          sample(
              "Doorkeeper and Ruby's oauth2 count from created_at",
              """
              {"access_token":"a1","token_type":"Bearer","expires_in":7200,"refresh_token":"r1",
               "scope":"api","created_at":1764072000}\
              """,
              "a1",
              "api",
              "2025-11-25T14:00:00Z"));

  static final List<Sample> OAUTH2CLIENT =
      List.of(
          sample(
              "oauth2client: to_json()",
              """
              {"access_token":"a1","client_id":"c1","client_secret":"not read","refresh_token":"r1",
               "token_expiry":"2025-11-25T13:00:00Z","token_uri":"https://accounts.google.com/o/oauth2/token",
               "user_agent":null,"revoke_uri":"https://accounts.google.com/o/oauth2/revoke","id_token":null,
               "id_token_jwt":null,"token_response":{"access_token":"a1","expires_in":3600,
               "refresh_token":"older","token_type":"Bearer"},"scopes":["https://mail.google.com/"],
               "token_info_uri":"https://www.googleapis.com/oauth2/v3/tokeninfo","invalid":false,
               "_class":"OAuth2Credentials","_module":"oauth2client.client"}\
              """,
              "a1",
              "https://mail.google.com/",
              "2025-11-25T13:00:00Z"),
          sample(
              "oauth2client 1: before scopes and token_info_uri",
              """
              {"_module":"oauth2client.client","token_expiry":"2013-04-16T09:41:39Z","access_token":"a1",
               "token_uri":"https://accounts.google.com/o/oauth2/token","invalid":false,
               "token_response":{"access_token":"a1","token_type":"Bearer","expires_in":3600},
               "client_id":"c1","id_token":{"iss":"accounts.google.com","exp":1366105299,"aud":"c1"},
               "client_secret":"not read","revoke_uri":"https://accounts.google.com/o/oauth2/revoke",
               "_class":"OAuth2Credentials","refresh_token":"r1","user_agent":"app/1.0"}\
              """,
              "a1",
              null,
              "2013-04-16T09:41:39Z"),
          sample(
              "oauth2client: no expiry known",
              """
              {"access_token":"a1","client_id":"c1","client_secret":"not read","refresh_token":"r1",
               "token_expiry":null,"token_uri":"https://oauth2.googleapis.com/token","scopes":[],
               "invalid":false,"_class":"OAuth2Credentials","_module":"oauth2client.client"}\
              """,
              "a1",
              "",
              null),
          sample(
              "oauth2client: GoogleCredentials, only what a refresh needs",
              """
              {"_class":"GoogleCredentials","_module":"oauth2client.client","access_token":null,
               "client_id":"c1","client_secret":"not read","refresh_token":"r1","token_expiry":null,
               "token_uri":"https://accounts.google.com/o/oauth2/token","user_agent":"Python client library"}\
              """,
              null,
              null,
              null),
          sample(
              "gcloud's file: type authorized_user",
              """
              {"client_id":"c1","client_secret":"not read","refresh_token":"r1","type":"authorized_user"}\
              """,
              null,
              null,
              null),
          sample(
              "oauth2client: its expiry as str(datetime) made it in a column of one's own",
              """
              {"access_token":"a1","refresh_token":"r1","token_expiry":"2025-11-25 13:00:00"}\
              """,
              "a1",
              null,
              "2025-11-25T13:00:00Z"),
          sample(
              "PostgreSQL's way to print a timestamptz",
              """
              {"access_token":"a1","refresh_token":"r1","token_expiry":"2025-11-25 14:00:00.5+01"}\
              """,
              "a1",
              null,
              "2025-11-25T13:00:00.500Z"),
          sample(
              "google-auth: to_json(), microseconds and Z",
              """
              {"token":"a1","refresh_token":"r1","token_uri":"https://oauth2.googleapis.com/token",
               "client_id":"c1","client_secret":"not read","scopes":["openid","email"],
               "universe_domain":"googleapis.com","account":"","expiry":"2025-11-25T13:00:00.123456Z"}\
              """,
              "a1",
              "openid email",
              "2025-11-25T13:00:00.123456Z"),
          sample(
              "google-auth: isoformat() without an offset is UTC",
              """
              {"token":"a1","refresh_token":"r1","client_id":"c1","scopes":null,
               "expiry":"2025-11-25T13:00:00"}\
              """,
              "a1",
              null,
              "2025-11-25T13:00:00Z"),
          sample(
              "an offset that is not UTC",
              """
              {"access_token":"a1","refresh_token":"r1","expires_at":"2025-11-25T15:00:00+02:00"}\
              """,
              "a1",
              null,
              "2025-11-25T13:00:00Z"),
          sample(
              "an offset without its colon, as strftime('%z') writes it",
              """
              {"access_token":"a1","refresh_token":"r1","expires_at":"2025-11-25T15:00:00+0200"}\
              """,
              "a1",
              null,
              "2025-11-25T13:00:00Z"));
}
