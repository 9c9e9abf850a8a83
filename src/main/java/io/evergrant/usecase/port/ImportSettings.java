package io.evergrant.usecase.port;

/**
 * How imports are proved.
 *
 * @param perSecond first refreshes of imported grants that fall due in a second, at one provider
 */
public record ImportSettings(int perSecond) {}
