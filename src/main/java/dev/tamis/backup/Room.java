package dev.tamis.backup;

/** Whether there is room for what an archive holds. A few kilobytes of one may be gigabytes when they are unpacked. */
@FunctionalInterface
public interface Room {

    /**
     * @param unpacked bytes of its rows, as far as they have been read
     * @throws dev.tamis.space.Refusal if that is more than there may be
     */
    void require(long unpacked);
}
