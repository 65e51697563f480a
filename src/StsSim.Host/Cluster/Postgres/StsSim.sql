-- Orleans's script looks for a row and inserts one where there is none, which two silos can do at once while a partition
-- lets both think that a grain is theirs. The second is refused: one row for one state of one grain.
CREATE UNIQUE INDEX stssim_orleansstorage_state
    ON OrleansStorage (ServiceId, GrainTypeHash, GrainIdHash, GrainIdN0, GrainIdN1, GrainTypeString, COALESCE(GrainIdExtensionString, ''));
