namespace StsSim.Grains.Tests.Environment;

/// <summary>A store of reminders that is away, and says so in a way of its own, as those over Redis and PostgreSQL do.</summary>
internal sealed class AbsentReminderTable : IReminderTable
{
    public bool IsAway { get; set; }

    public Task<ReminderTableData> ReadRows(GrainId grainId) => Task.FromResult(new ReminderTableData());

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => Task.FromResult(new ReminderTableData());

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) => Task.FromResult<ReminderEntry?>(null);

    public Task<string?> UpsertRow(ReminderEntry entry) => IsAway ? throw new InvalidDataException("No connection is active.") : Task.FromResult<string?>("1");

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) => Task.FromResult(true);

    public Task TestOnlyClearTable() => Task.CompletedTask;
}
