@NullMarked
package io.evergrant.portal.notice;

import org.jspecify.annotations.NullMarked;
