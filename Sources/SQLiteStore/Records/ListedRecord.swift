internal import GRDB

/// A row of a list that each import replaces as a whole.
protocol ListedRecord: FetchableRecord, PersistableRecord, Hashable {}
