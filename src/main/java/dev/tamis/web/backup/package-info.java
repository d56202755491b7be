/**
 * Backups, over HTTP: taking one, and bringing one back.
 */
package dev.tamis.web.backup;
