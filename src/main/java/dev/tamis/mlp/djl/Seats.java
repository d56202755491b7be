package dev.tamis.mlp.djl;

import dev.tamis.mlp.Pack.Member;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Who is in a pack, in the order of the tensors' slices, each at an epoch of its own.
 *
 * @param all in the order of their places
 */
record Seats(List<Seat> all) {

    Seats {
        all = List.copyOf(all);
    }

    /** @param epochs that the member has behind it */
    record Seat(Member member, int epochs) {

        static Seat ofBeginner(Member member) {
            return new Seat(member, 0);
        }
    }

    /**
     * What becomes of seats when some members leave and others join.
     *
     * @param from the place that each new one takes its slices from; any for a beginner where none has become free
     */
    record Change(Seats seats, long[] from) {

        /** Places of those who have just joined: after an epoch, nobody else has none behind. */
        int[] beginners() {
            return IntStream.range(0, seats.size())
                    .filter(place -> seats.all().get(place).epochs() == 0)
                    .toArray();
        }

        /** Whether every slice stays where it is, among so many. */
        boolean keepsPlaces(int before) {
            return from.length == before && IntStream.range(0, before).allMatch(place -> from[place] == place);
        }
    }

    /** Beginners. */
    static Seats of(List<Member> members) {
        return new Seats(members.stream().map(Seat::ofBeginner).toList());
    }

    int size() {
        return all.size();
    }

    List<Member> members() {
        return all.stream().map(Seat::member).toList();
    }

    /** The same, an epoch later. */
    Seats later() {
        return new Seats(all.stream()
                .map(each -> new Seat(each.member(), each.epochs() + 1))
                .toList());
    }

    /** Whether all are in the same epoch, so that one batch serves all. */
    boolean inStep() {
        return all.stream().mapToInt(Seat::epochs).distinct().count() == 1;
    }

    /** The epoch, from 1, that each trains next. */
    int[] nextEpochs() {
        return all.stream().mapToInt(each -> each.epochs() + 1).toArray();
    }

    /** The update, from 1, that each makes in a step of its next epoch. @param step 0-based */
    long[] updates(int stepsOfEpoch, int step) {
        return all.stream()
                .mapToLong(each -> (long) each.epochs() * stepsOfEpoch + step + 1)
                .toArray();
    }

    /** Lets members leave and others join, who first take the places that have become free. */
    Change change(Set<Integer> leaving, List<Member> joining) {
        Iterator<Member> newcomers = joining.iterator();
        List<Seat> seats = new ArrayList<>();
        List<Long> from = new ArrayList<>();
        for (int place = 0; place < all.size(); place++) {
            boolean stays = !leaving.contains(all.get(place).member().number());
            if (stays || newcomers.hasNext()) {
                seats.add(stays ? all.get(place) : Seat.ofBeginner(newcomers.next()));
                from.add((long) place);
            }
        }
        while (newcomers.hasNext()) {
            seats.add(Seat.ofBeginner(newcomers.next()));
            from.add(0L);
        }
        return new Change(
                new Seats(seats), from.stream().mapToLong(Long::longValue).toArray());
    }
}
