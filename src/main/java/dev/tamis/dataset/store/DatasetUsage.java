package dev.tamis.dataset.store;

/**
 * What an owner has of datasets; removed ones count until their rows are cleared away.
 *
 * @param bytes of them as they are stored
 */
public record DatasetUsage(String owner, int datasets, long bytes) {}
