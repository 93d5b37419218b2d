// The words of the front door that live below it: ids, names, priorities, policies and errors.
@_exported import XylemCore
@_exported import struct XylemStorage.AffectedTask
@_exported import struct XylemStorage.LogStatistics
@_exported import struct XylemStorage.MemoryStatistics
@_exported import struct XylemStorage.PinnedSegment
@_exported import struct XylemStorage.RecoveryReport
@_exported import struct XylemStorage.SalvageReport
@_exported import struct XylemStorage.StoreDamage
@_exported import struct XylemStorage.VerificationReport
