package dev.tamis.experiment;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface SavedSearchSpaceRows extends JpaRepository<SavedSearchSpace, UUID> {

    Optional<SavedSearchSpace> findByIdempotencyKey(String key);

    @Query("select s.id from SavedSearchSpace s")
    Page<UUID> ids(Pageable page);

    @Query(nativeQuery = true, value = "select coalesce(sum(char_length(space)), 0) from search_space where id in :ids")
    long characters(List<UUID> ids);
}
